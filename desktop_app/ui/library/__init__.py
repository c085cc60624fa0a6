"""The paper list, its search box and the sidebar."""
