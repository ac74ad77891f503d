"""Pages that join rooms: my work, the household page, search."""
