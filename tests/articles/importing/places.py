"""Checks that the values of a record stand in the file where the record says."""

import re

# Not found in the file: chosen from a list, counted, or put into another form.
DERIVED = {"kind", "value", "depth", "parent", "level", "type", "role"}
# Certain repairs within a line; the others only join lines, which white space does not tell.
REPAIRED_IN_LINE = {"hyphen", "escape", "encoding"}


def misplaced(record, text):
    """Field paths whose value does not begin on the line that the record names for it."""
    lines = re.split(r"\r\n|\r|\n", text)
    for finding in record["findings"]:
        if finding["class"] == "certain" and finding["kind"] in REPAIRED_IN_LINE:
            at = finding["line"] - 1
            lines[at] = lines[at].replace(finding["before"], finding["after"], 1)
    wrong = []
    for path, place in record["provenance"].items():
        value = at_path(record, path)
        if path.startswith("findings.") or path.endswith(".value"):
            continue
        first = lines[place["line"] - 1]
        found = plain("\n".join(lines[place["line"] - 1 :])).find(plain(value))
        if not 0 <= found <= len(plain(first)):
            wrong.append(path)
    return wrong


def without_place(record):
    """Field paths of values from the file for which the record names no place."""
    own = {"source", "reader", "findings", "provenance"}
    return [
        path
        for name in record.keys() - own
        for path in _paths(name, record[name])
        if path not in record["provenance"]
    ]


def at_path(record, path):
    """The value at a field path such as `authors.0.name`."""
    for step in path.split("."):
        record = record[int(step)] if isinstance(record, list) else record[step]
    return record


def plain(text):
    """A text with all white space taken out, which joining lines changes."""
    return re.sub(r"\s+", "", text)


def _paths(path, value):
    if isinstance(value, dict):
        for name, each in value.items():
            if name not in DERIVED:
                yield from _paths(f"{path}.{name}", each)
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from _paths(f"{path}.{index}", each)
    elif value is not None:
        yield path
