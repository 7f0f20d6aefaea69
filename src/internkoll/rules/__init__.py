"""The Method: pure Python, without Django, database, clock or unseeded randomness."""
