"""What is inside a household's plan: words, goals, actions, notes."""
