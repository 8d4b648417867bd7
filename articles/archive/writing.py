"""Fixtures as text: blocks instead of brackets, long texts on lines that a person can read."""

import re
import textwrap
from typing import Any

import yaml

LINE_LENGTH = 100
LONG = 80
# What a block of lines would not give back as it is.
_QUOTED = re.compile("[\r\t\v\f\x85\u2028\u2029\ufeff]|\n$|^\\s|\\s$| \n|\n ")


class Dumper(yaml.SafeDumper):
    """Writes texts so that any reader of YAML takes them for texts."""

    def ignore_aliases(self, data) -> bool:
        return True

    def increase_indent(self, flow=False, indentless=False):
        return super().increase_indent(flow, False)

    def represent_text(self, text: str) -> yaml.ScalarNode:
        style = None
        if _QUOTED.search(text):
            style = '"'
        elif "\n" in text:
            style = "|"
        elif len(text) > LONG and " " in text:
            style = ">"
        return self.represent_scalar("tag:yaml.org,2002:str", text, style=style)


Dumper.add_representer(str, Dumper.represent_text)


def in_yaml(content: dict[str, dict[str, Any]]) -> str:
    """The text of a fixture: entries by label and key, an empty line before each."""
    return "\n".join(
        f"{label}:\n" + "\n".join(_entry(key, entry) for key, entry in entries.items())
        for label, entries in content.items()
    )


def _entry(key: str, entry: dict[str, Any]) -> str:
    """One entry, set below its label. Its own lines stay as they are, empty ones too."""
    text = yaml.dump(
        {key: entry}, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=LINE_LENGTH - 2
    )
    return textwrap.indent(text, "  ")
