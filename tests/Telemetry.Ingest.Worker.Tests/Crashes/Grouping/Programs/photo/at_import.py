from photo import parse

LIMIT = parse.to_int("many")
