"""The three keys, small: nothing is shared without a ground, a secrecy ground and a route."""
