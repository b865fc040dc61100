"""Runs the programs of this folder on every interpreter given and records how they crash, as text and as the native document.

    python3 record.py /path/to/python3.8 /path/to/python3.13 …

Writes ../recorded.jsonl.gz: one line per crash, {"name": "to_int/3.8/source/text", "content": "…"}. Paths of this machine are replaced by
/srv/checkout (the programs) and /opt/pythonX.Y (the interpreter). Ways to start: "source" is `python -m photo`, "script" is
`python photo/__main__.py`, "zipapp" is `python photo.pyz`, "moved" is source with other line numbers and variable names, "coloured" is source
with the colours that Python 3.13 and later print.
"""
import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipapp

HERE = os.path.dirname(os.path.abspath(__file__))

REPORTER = '''
import json, sys, threading

def frames(tb):
    found = []
    while tb is not None:
        code = tb.tb_frame.f_code
        found.append({"module": tb.tb_frame.f_globals.get("__name__"), "function": getattr(code, "co_qualname", code.co_name),
                      "path": code.co_filename, "line": tb.tb_lineno})
        tb = tb.tb_next
    return found

def describe(error, parent, source, into):
    number = len(into)
    kind = type(error)
    into.append({"id": number, "parent": parent, "source": source, "type": kind.__qualname__, "value": str(error),
                 "module": None if kind.__module__ == "builtins" else kind.__module__, "handled": False,
                 "is_group": hasattr(error, "exceptions"), "stack": {"frames": frames(error.__traceback__)}})
    if error.__cause__ is not None:
        describe(error.__cause__, number, "__cause__", into)
    elif error.__context__ is not None and not error.__suppress_context__:
        describe(error.__context__, number, "__context__", into)
    for index, part in enumerate(getattr(error, "exceptions", ())):
        describe(part, number, "exceptions[%d]" % index, into)
    return into

def report(kind, error, tb):
    print("@@" + json.dumps({"version": 1, "exceptions": describe(error, None, None, [])}), file=sys.stderr)
    sys.__excepthook__(kind, error, tb)

def report_thread(args):
    report(args.exc_type, args.exc_value, args.exc_traceback)

sys.excepthook = report
threading.excepthook = report_thread
'''


def cases():
    with open(os.path.join(HERE, "photo", "__main__.py")) as file:
        text = file.read()
    return re.findall(r'^        "(\w+)": lambda', text, re.M), ["group_" + name for name in re.findall(r'"(\w+)"', text[text.index("for name in ("):text.index('cases["group_"')])]


def moved(root):
    """The same programs one release later: other lines, other names of parameters, a longer module docstring."""
    for name in os.listdir(os.path.join(root, "photo")):
        path = os.path.join(root, "photo", name)
        with open(path) as file:
            text = file.read()
        text = '"""A longer description\n\nof this module.\n"""\n\nUNUSED = 1\n\n\n' + text
        text = re.sub(r"\btext\b", "given_text", text)
        with open(path, "w") as file:
            file.write(text)


def clean(text, root, prefix, version):
    text = text.replace(root, "/srv/checkout").replace(os.path.realpath(root), "/srv/checkout")
    return text.replace(prefix, "/opt/python" + version)


def main():
    plain, grouped = cases()
    recorded = []
    for python in sys.argv[1:]:
        version, prefix = subprocess.check_output([python, "-c", "import sys; print('%d.%d' % sys.version_info[:2]); print(sys.base_prefix)"], text=True).split("\n")[:2]
        number = tuple(map(int, version.split(".")))
        with tempfile.TemporaryDirectory() as root:
            for folder in ("checkout", "moved"):
                shutil.copytree(os.path.join(HERE, "photo"), os.path.join(root, folder, "photo"), ignore=shutil.ignore_patterns("__pycache__"))
            moved(os.path.join(root, "moved"))
            build = os.path.join(root, "build")
            shutil.copytree(os.path.join(root, "checkout"), build)
            with open(os.path.join(build, "__main__.py"), "w") as file:
                file.write("import sys\nfrom photo.__main__ import run\nrun(sys.argv[1])\n")
            zipapp.create_archive(build, os.path.join(root, "photo.pyz"))
            hook = os.path.join(root, "hook")
            os.mkdir(hook)
            with open(os.path.join(hook, "sitecustomize.py"), "w") as file:
                file.write(REPORTER)
            starts = {
                "source": (os.path.join(root, "checkout"), ["-m", "photo"]),
                "script": (os.path.join(root, "checkout"), [os.path.join(root, "checkout", "photo", "__main__.py")]),
                "zipapp": (root, ["photo.pyz"]),
                "moved": (os.path.join(root, "moved"), ["-m", "photo"]),
            }
            if number >= (3, 13):
                starts["coloured"] = (os.path.join(root, "checkout"), ["-m", "photo"])
            for case in plain + (grouped if number >= (3, 11) else []):
                for start, (folder, arguments) in starts.items():
                    environment = {"PYTHONPATH": hook + (os.pathsep + folder if start == "script" else ""), "PYTHONDONTWRITEBYTECODE": "1", "PATH": os.environ["PATH"]}
                    if start == "coloured":
                        environment["FORCE_COLOR"] = "1"
                    run = subprocess.run([python, *arguments, case], cwd=folder, env=environment, stderr=subprocess.PIPE, text=True, timeout=60)
                    text = clean(clean(clean(run.stderr, os.path.join(root, "checkout"), prefix, version), os.path.join(root, "moved"), prefix, version), root, prefix, version)
                    document = [line[2:] for line in text.split("\n") if line.startswith("@@")]
                    name = "%s/%s/%s" % (case, version, start)
                    recorded.append({"name": name + "/text", "content": "\n".join(line for line in text.split("\n") if not line.startswith("@@"))})
                    recorded.append({"name": name + "/native", "content": document[-1] if document else ""})
        print(version, len(recorded))
    with gzip.GzipFile(os.path.join(HERE, os.pardir, "recorded.jsonl.gz"), "w", mtime=0) as file:
        for record in recorded:
            file.write((json.dumps(record) + "\n").encode())


if __name__ == "__main__":
    main()
