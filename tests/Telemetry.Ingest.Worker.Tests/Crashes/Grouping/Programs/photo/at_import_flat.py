LIMIT = int("many")
