"""What is wrong with a file, and where in it."""

import json

MOST = 20


class PopoloError(Exception):
    """One or more mistakes: each a line with the place in the file. Nothing was saved."""

    def __init__(self, mistakes: list[str]):
        self.mistakes = mistakes
        super().__init__("\n".join(mistakes))


class Mistake(Exception):  # noqa: N818 - it says what a person wrote, not what broke
    """One mistake, at a path such as ``organizations[3].plenum.names[0].text``."""

    def __init__(self, path: str, reason: str):
        super().__init__(f"{path}: {reason}" if path else reason)


def shown(value: object) -> str:
    """What stood in a file, short and on one line, whatever it was."""
    if isinstance(value, dict | list):
        return "an object" if isinstance(value, dict) else "a list"
    if isinstance(value, int) and not isinstance(value, bool) and value.bit_length() > 64:
        return "a number too large"
    text = value if isinstance(value, str) else json.dumps(value)
    text = text if len(text) <= 60 else text[:59] + "…"
    return f"“{''.join(c if c.isprintable() else ascii(c)[1:-1] for c in text)}”"
