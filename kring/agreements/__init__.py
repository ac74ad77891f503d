"""What organisations promise one another. For now: the default terms of a region."""
