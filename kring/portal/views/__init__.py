"""Pages for guests, residents and everybody."""
