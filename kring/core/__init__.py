"""What every room stands on and no room owns: no word here is about help or people."""
