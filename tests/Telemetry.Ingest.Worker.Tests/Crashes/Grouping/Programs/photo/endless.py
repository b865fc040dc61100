def down(number):
    return down(number + 1)


def ping(number):
    return pong(number + 1)


def pong(number):
    return ping(number + 1)


def around(number):
    return describe(number) + around(number + 1)


def describe(number):
    return "%d" % number


def start_here(number):
    return ping(number)
