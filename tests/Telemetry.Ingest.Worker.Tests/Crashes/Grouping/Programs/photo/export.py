import asyncio
import functools
import multiprocessing
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from photo import catalog, parse
from photo.errors import ExportError


def logged(function):
    @functools.wraps(function)
    def wrapper(*args):
        return function(*args)
    return wrapper


@logged
def save(name):
    raise ExportError("cannot write %s" % name)


@contextmanager
def opened(name):
    yield name


def inside(name):
    with opened(name):
        return catalog.lookup(name)


def rows(texts):
    for text in texts:
        yield parse.to_int(text)


def all_rows(texts):
    return list(rows(texts))


def in_thread(text):
    thread = threading.Thread(target=parse.to_int, args=(text,))
    thread.start()
    thread.join()


def in_pool(text):
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(parse.to_int, text).result()


def in_process(text):
    with multiprocessing.get_context("fork").Pool(1) as pool:
        return pool.apply(parse.to_int, (text,))


async def fetch(text):
    await asyncio.sleep(0)
    return parse.to_int(text)


async def fetch_late():
    return await asyncio.wait_for(asyncio.sleep(5), 0.01)


def in_loop(text):
    return asyncio.run(fetch(text))


def late():
    return asyncio.run(fetch_late())


def sorted_rows(texts):
    return sorted(texts, key=key_of)


def key_of(text):
    return parse.to_int(text)


def generated():
    scope = {"parse": parse}
    exec(compile("def made(text):\n    return parse.to_int(text)\n", "<string>", "exec"), scope)
    return scope["made"]("x")
