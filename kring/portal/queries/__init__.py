"""What the pages for guests and residents need to know."""
