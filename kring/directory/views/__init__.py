"""The pages of who looks after the directory."""
