"""The circle around a household: who coordinates, who stands in, who is involved, who may look."""
