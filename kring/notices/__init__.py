"""Telling someone that something waits for them; digests."""
