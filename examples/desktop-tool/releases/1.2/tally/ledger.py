"""What was spent."""


def parse(text):
    """"12.50" or "12,50" as cents."""
    return round(float(text.replace(",", ".")) * 100)


def average(amounts):
    return sum(amounts) / len(amounts)


def sort(amounts):
    return sorted(amounts)
