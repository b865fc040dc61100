import sys


class MainError(Exception):
    pass


def own_error(name):
    raise MainError("bad %s" % name)


def run(case):
    from photo import catalog, endless, export, fatal, parse, tools
    cases = {
        "to_int": lambda: parse.to_int("x"),
        "to_int_other": lambda: parse.to_int("ein ganz anderer Text"),
        "to_float": lambda: parse.to_float("x"),
        "listcomp": lambda: parse.numbers(["1", "x"]),
        "dictcomp": lambda: parse.table(["1", "x"]),
        "genexpr": lambda: parse.total(["1", "x"]),
        "json": lambda: parse.settings("{"),
        "json_other": lambda: parse.settings("[1, 2"),
        "decode": lambda: parse.decode(b"\xff"),
        "lambda": lambda: parse.later("x"),
        "spread": lambda: parse.spread(["x", "y"]),
        "assert": lambda: parse.positive(-1),
        "assert_other": lambda: parse.positive(-20),
        "lookup": lambda: catalog.lookup("a"),
        "lookup_other": lambda: catalog.lookup("b"),
        "drop": lambda: catalog.drop("a"),
        "property": lambda: catalog.first(),
        "visit_2": lambda: catalog.visit({}, 2),
        "visit_7": lambda: catalog.visit({}, 7),
        "checked": lambda: catalog.checked("a"),
        "checked_number": lambda: catalog.checked_number("a"),
        "careless": lambda: catalog.careless("a"),
        "quiet": lambda: catalog.quiet("a"),
        "down": lambda: endless.down(0),
        "ping": lambda: endless.ping(0),
        "pong": lambda: endless.pong(0),
        "start_here": lambda: endless.start_here(0),
        "around": lambda: endless.around(0),
        "save": lambda: export.save("a.png"),
        "inside": lambda: export.inside("a"),
        "rows": lambda: export.all_rows(["x"]),
        "thread": lambda: export.in_thread("x"),
        "pool": lambda: export.in_pool("x"),
        "process": lambda: export.in_process("x"),
        "fatal": lambda: fatal.crash(),
        "loop": lambda: export.in_loop("x"),
        "late": lambda: export.late(),
        "sorted": lambda: export.sorted_rows(["x"]),
        "generated": lambda: export.generated(),
        "tools_to_int": lambda: tools.to_int("x"),
        "broken_import": lambda: tools.broken_import(),
        "missing_module": lambda: tools.missing_module(),
        "bad_source": lambda: tools.bad_source(),
        "slow_socket": lambda: tools.slow_socket(),
        "other_way": lambda: tools.other_way("a"),
        "through_a": lambda: tools.through_a("x"),
        "through_b": lambda: tools.through_b("x"),
        "nobody": lambda: tools.nobody(None),
        "divide": lambda: tools.divide(1, 0),
        "own_error": lambda: own_error("name"),
        "at_import": lambda: __import__("photo.at_import"),
        "at_import_flat": lambda: __import__("photo.at_import_flat"),
    }
    if sys.version_info >= (3, 11):
        from photo import groups
        for name in ("one", "two", "two_turned", "nested", "bare", "tasks", "noted"):
            cases["group_" + name] = getattr(groups, name)
    cases[case]()


if __name__ == "__main__":
    run(sys.argv[1])
