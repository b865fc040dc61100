import socket

from photo import catalog, parse


def to_int(text):
    return int(text)


def broken_import():
    from photo import nothing_there
    return nothing_there


def missing_module():
    import nothing_at_all
    return nothing_at_all


def bad_source():
    return compile("def f(:\n    pass\n", "plugin.py", "exec")


def slow_socket():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        server.settimeout(0.01)
        server.accept()


def other_way(name):
    return catalog.lookup(name)


def through_a(text):
    return parse.to_int(text)


def through_b(text):
    return parse.to_int(text)


def nobody(value):
    return value.name


def divide(a, b):
    return a / b
