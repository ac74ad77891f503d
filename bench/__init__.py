"""How fast Kring is, measured over HTTP as the least-privileged user: `make bench`."""
