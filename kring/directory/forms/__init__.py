"""What is typed about the directory."""
