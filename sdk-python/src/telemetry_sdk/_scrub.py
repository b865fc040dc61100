"""Takes secrets out of locals, source lines, messages and attributes, by name and by look.

Better one word too many than a password in a report: what looks like a secret is replaced whole.
"""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Match, Pattern

FILTERED = "[Filtered]"
# What is longer is cut before it is searched, so that no text costs more than a millisecond.
MAX_SEARCHED = 20_000

_NAMES = (
    r"pass(?:word|wd|phrase|code)?|pwd|secret|token|api_?key|apikey|auth(?:orization)?|credential|cookie|csrf|xsrf|private_?key|access_?key|"
    r"signing_?key|encryption_?key|session_?(?:id|key)|bearer|jwt|dsn|connection_?string|card_?number|cvv|cvc|iban|ssn|otp|pin"
)
# A whole word of the name: "author" and "compass" are nobody's secret.
_SECRET_NAME = re.compile(rf"(?:^|[_\W\d])(?:{_NAMES})s?(?:$|[_\W\d])", re.I)
_WORDS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")

_LOOKS = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|\Z)"
    r"|\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?"
    r"|\b(?:AKIA|ASIA)[A-Z0-9]{16}\b"
    r"|\bgh[pousr]_[A-Za-z0-9]{20,}|\bgithub_pat_\w{20,}|\bglpat-[\w-]{16,}|\bxox[abpors]-[\w-]{10,}"
    r"|\b[sr]k_(?:live|test)_[A-Za-z0-9]{10,}|\bsk-[A-Za-z0-9_-]{20,}|\bAIza[\w-]{30,}|\bpypi-[\w-]{20,}",
    re.S,
)
_SCHEME = re.compile(r"\b(bearer|basic|digest)\s+([\w.~+/=-]{6,})", re.I)
_ADDRESS = re.compile(r"(\b[a-z][a-z0-9+.-]{1,20}://)([^\s/@:'\"]*):([^\s/@'\"]+)@", re.I)
_KEYED_ADDRESS = re.compile(r"(\bhttps?://)([\w-]{8,})@", re.I)
_ASSIGNED = re.compile(
    rf"""((?:\b|_)(?:[\w-]*?[_-])?(?:{_NAMES})s?(?:[_-]\w+)?["']?\s*(?::\s*\w+\s*)?(?:=>|[:=])\s*)(?:([rbuf]*)("[^"\n]*"|'[^'\n]*')|([^\s"',;&)}}\]]{{3,}}))""", re.I
)
_CARD = re.compile(r"(?<![\w.-])(?:\d[ -]?){12,18}\d(?![\w.-])")


def is_secret_name(name: str) -> bool:
    """True for ``password``, ``API_KEY``, ``dbPassword``, ``auth_token_2``."""
    return len(name) < 200 and _SECRET_NAME.search(_WORDS.sub("_", name)) is not None


def text(value: str) -> str:
    """A message or a value without what looks like a secret."""
    return _without(value, code=False)


def source(line: str) -> str:
    """A line of source: only literals are taken out, so that ``password = ask()`` stays readable."""
    return _without(line, code=True)


def _without(value: str, code: bool) -> str:
    if len(value) > MAX_SEARCHED:
        value = value[:MAX_SEARCHED] + "…"
    value = _LOOKS.sub(FILTERED, value)
    if "://" in value:
        value = _ADDRESS.sub(rf"\1{FILTERED}@", value)
        value = _KEYED_ADDRESS.sub(rf"\1{FILTERED}@", value)
    value = _SCHEME.sub(_scheme, value)
    if "=" in value or ":" in value:
        value = _ASSIGNED.sub(_assigned_in_code if code else _assigned, value)
    return _CARD.sub(_card, value)


def _scheme(match: Match[str]) -> str:
    # "basic usage" is no secret; what follows a scheme has a digit, a sign or a capital in it.
    return f"{match.group(1)} {FILTERED}" if re.search(r"[\d=+/A-Z_]", match.group(2)) else match.group(0)


def _assigned(match: Match[str]) -> str:
    if match.group(3):
        quote = match.group(3)[0]
        return f"{match.group(1)}{match.group(2) or ''}{quote}{FILTERED}{quote}"
    return match.group(1) + FILTERED if not match.group(4).startswith(FILTERED[:-1]) else match.group(0)


def _assigned_in_code(match: Match[str]) -> str:
    return _assigned(match) if match.group(3) and len(match.group(3)) > 2 else match.group(0)


def _card(match: Match[str]) -> str:
    digits = [int(character) for character in match.group(0) if character.isdigit()]
    # Luhn's check keeps order numbers and times of the clock out of it.
    total = sum(digits[-1::-2]) + sum(sum(divmod(2 * digit, 10)) for digit in digits[-2::-2])
    return FILTERED if total % 10 == 0 and len(set(digits)) > 1 else match.group(0)
