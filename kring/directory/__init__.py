"""Who there is: regions, organisations, teams, positions, neighbourhoods, themes. No residents."""
