"""What was read when: reading days, minutes a week, time in the queue, reading speed."""
