"""What guests and residents change."""
