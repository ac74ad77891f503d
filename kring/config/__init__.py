"""How the house is put together: settings, urls, the server's entry point, checks."""
