"""What guests and residents may type."""
