"""Pages for residents and guests: who comes by a link, or needs help."""
