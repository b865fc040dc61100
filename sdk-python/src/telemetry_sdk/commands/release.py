"""Tells the server about releases: that there is one, where it runs, and what its sources are."""

from __future__ import annotations

import argparse
import os
import re
import sys

from . import _api, _sources

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Dict, List, Optional

_TIME = "RFC 3339, such as 2026-11-23T10:00:00Z"


def main(arguments: List[str]) -> int:
    given = _parser().parse_args(arguments)
    try:
        # As the SDK's own release=: the part before the @ is the program's name.
        given.version = given.version.rpartition("@")[2]
        result: int = given.run(given)
        return result
    except (_api.Problem, _sources.Problem) as problem:
        print(f"telemetry-sdk: {problem}", file=sys.stderr)
        return 1


def _new(given: Any) -> int:
    body: Dict[str, Any] = {"version": given.version, "releasedAt": given.date, "url": given.url, "commits": [_commit(text) for text in given.commit] or None}
    _api.connect(given).post_json("/releases", body)
    print(f"Release {given.version} is known.")
    return 0


def _deploy(given: Any) -> int:
    _api.connect(given).post_json(f"/releases/{_api.quoted(given.version)}/deploys", {"environment": given.environment, "name": given.name, "url": given.url, "at": given.date})
    print(f"Release {given.version} is at work in {given.environment}.")
    return 0


def _upload(given: Any) -> int:
    files = _sources.collect(given.paths, given.exclude)
    print(f"{len(files)} files, {_size(sum(len(file.text) for file in files))}")
    if given.dry_run:
        for file in files:
            print(f"  {file.path}  {file.module}")
        print("Nothing was sent.")
        return 0
    archive = _sources.pack(files)
    answer = _api.connect(given).post_archive(f"/releases/{_api.quoted(given.version)}/sources", archive, _progress())
    print(f"Release {given.version} has its sources: {_size(len(archive))} sent, {answer.get('newTexts', '?')} of {len(files)} files were new to the server.")
    return 0


def _commit(text: str) -> Dict[str, Any]:
    hash_, _, message = text.partition(":")
    if not re.fullmatch(r"\S{1,100}", hash_):
        raise _api.Problem(f"--commit {text!r} is no hash. Write HASH or HASH:message.")
    return {"hash": hash_, "message": message.strip() or None}


def _size(count: int) -> str:
    return f"{count / 1_048_576:.1f} MB" if count >= 1_048_576 else f"{count / 1024:.1f} KB"


def _progress() -> Optional[Any]:
    if not sys.stderr.isatty():
        return None

    def show(sent: int, of: int) -> None:
        print(f"\r  {100 * sent // of:3d} % of {_size(of)}", end="\n" if sent >= of else "", file=sys.stderr, flush=True)

    return show


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m telemetry_sdk release", description="Tells the server about a release. Needs an API token that may write: Settings → API tokens.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="new|deploy|upload-sources")
    new = _command(commands, "new", _new, "says that there is a release")
    new.add_argument("--url", help="a page about it")
    new.add_argument("--commit", action="append", default=[], metavar="HASH[:MESSAGE]", help="what is in it; once for each commit")
    new.add_argument("--date", help=f"when it was released, {_TIME}")
    deploy = _command(commands, "deploy", _deploy, "says that it was put to work")
    deploy.add_argument("environment", help="where, such as production")
    deploy.add_argument("--name", help="what people call this deploy")
    deploy.add_argument("--url", help="a page about it")
    deploy.add_argument("--date", help=f"when, {_TIME}; else now")
    upload = _command(commands, "upload-sources", _upload, "uploads its sources, so that crashes of a frozen program show their lines")
    upload.add_argument("paths", nargs="+", metavar="PATH", help="folders that imports begin in, packages, or files")
    upload.add_argument("--exclude", action="append", default=[], metavar="PATTERN", help="leave out, such as tests/ or *_pb2.py; patterns may also be in a file .telemetryignore")
    upload.add_argument("--dry-run", action="store_true", help="list what would be sent")
    return parser


def _command(commands: Any, name: str, run: Any, text: str) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".")
    command.set_defaults(run=run)
    command.add_argument("version", help="its name, as the program sends it")
    command.add_argument("--server", default=os.environ.get("TELEMETRY_URL"), metavar="URL", help="address of the server's pages; else TELEMETRY_URL, else the host of TELEMETRY_DSN")
    command.add_argument("--project", help="its number; else the one in TELEMETRY_DSN, else 1")
    command.add_argument("--token", default=os.environ.get("TELEMETRY_TOKEN"), help="an API token; better in TELEMETRY_TOKEN, where no list of processes shows it")
    command.add_argument("--ca-file", default=os.environ.get("TELEMETRY_CA_FILE"), help="certificates to trust instead of the system's")
    return command
