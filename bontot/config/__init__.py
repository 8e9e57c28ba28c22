"""Settings and root addresses: the only folder that knows where the program runs."""
