"""The pages of signing in and of oneself."""
