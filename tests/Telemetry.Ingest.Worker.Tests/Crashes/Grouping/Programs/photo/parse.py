import json


def to_int(text):
    return int(text)


def to_float(text):
    return float(text)


def numbers(texts):
    return [to_int(text) for text in texts]


def table(texts):
    return {text: to_int(text) for text in texts}


def total(texts):
    return sum(to_int(text) for text in texts)


def settings(text):
    return json.loads(text)


def decode(data):
    return data.decode("ascii")


def later(text):
    return (lambda: to_int(text))()


def spread(texts):
    return to_int(
        texts[0] +
        texts[1]
    )


def positive(number):
    assert number > 0, "not positive: %d" % number
    return number
