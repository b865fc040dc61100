import asyncio

from photo import catalog, parse


def caught(function, *args):
    try:
        function(*args)
    except Exception as error:
        return error


def one():
    raise ExceptionGroup("batch", [caught(parse.to_int, "x"), caught(parse.to_int, "y")])


def two():
    raise ExceptionGroup("batch", [caught(parse.to_int, "x"), caught(catalog.lookup, "y")])


def two_turned():
    raise ExceptionGroup("batch", [caught(catalog.lookup, "y"), caught(parse.to_int, "x")])


def nested():
    raise ExceptionGroup("outer", [ExceptionGroup("inner", [caught(parse.to_int, "x")])])


def bare():
    raise ExceptionGroup("batch", [ValueError("x"), TypeError("y")])


async def work(text):
    return parse.to_int(text)


async def together():
    async with asyncio.TaskGroup() as group:
        group.create_task(work("x"))
        group.create_task(work("y"))


def tasks():
    asyncio.run(together())


def noted():
    try:
        parse.to_int("x")
    except ValueError as error:
        error.add_note("while importing batch 7")
        raise
