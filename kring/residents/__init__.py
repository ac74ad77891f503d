"""The people it is about and the households they share a plan in."""
