"""What changes who may come in."""
