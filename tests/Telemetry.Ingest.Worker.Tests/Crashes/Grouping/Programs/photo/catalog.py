from photo.errors import CatalogError


class Album:
    def __init__(self, pictures):
        self.pictures = pictures

    def find(self, name):
        return self.pictures[name]

    def remove(self, name):
        del self.pictures[name]

    @property
    def first(self):
        return self.pictures.missing


def lookup(name):
    return Album({}).find(name)


def drop(name):
    return Album({}).remove(name)


def first():
    return Album({}).first


def visit(tree, depth):
    if depth == 0:
        return tree["leaf"]
    return children(tree, depth)


def children(tree, depth):
    return visit(tree, depth - 1)


def checked(name):
    try:
        return lookup(name)
    except KeyError as error:
        raise CatalogError("no picture %s" % name) from error


def checked_number(text):
    try:
        return int(text)
    except ValueError as error:
        raise CatalogError("no picture %s" % text) from error


def careless(name):
    try:
        return lookup(name)
    except KeyError:
        return open("/nonexistent/%s" % name)


def quiet(name):
    try:
        return lookup(name)
    except KeyError:
        raise CatalogError("no picture %s" % name) from None
