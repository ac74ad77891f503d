"""Professionals, signing in, and one-time links for who has no account."""
