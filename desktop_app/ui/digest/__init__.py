"""What is for this reader and what is new: on Today, as a page, and by subscriptions."""
