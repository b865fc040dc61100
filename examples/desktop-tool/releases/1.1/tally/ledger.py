"""What was spent."""


def parse(text):
    """"12.50" as cents."""
    return round(float(text) * 100)


def average(amounts):
    return sum(amounts) / len(amounts) if amounts else 0


def sort(amounts):
    """Without a copy, for large ledgers."""
    place = 0
    while place < len(amounts) - 1:
        if amounts[place] > amounts[place + 1]:
            amounts[place], amounts[place + 1] = amounts[place + 1], amounts[place]
            place = 0
        else:
            place += 1
    return amounts
