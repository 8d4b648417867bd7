"""YAML as a tree of texts, lists and mappings that knows its lines.

Every scalar is the text that was written: NO is Norway, and 2019 is no number. What YAML has for
programs (tags, anchors, several documents) is no part of the format.
"""

from dataclasses import dataclass
from typing import Any

import yaml

from articles.archive.mistake import Mistake, Mistakes, Place

# Written in C where PyYAML was built with it, and then twenty times as fast.
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
PLAIN_TAGS = {f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map")}


@dataclass(frozen=True, slots=True)
class Node:
    """A text, a list of nodes or a mapping of nodes, with the place where it begins."""

    place: Place
    value: "str | list[Node] | dict[str, Node]"

    @property
    def text(self) -> str:
        """Raises `Mistake` where this is a list or a mapping."""
        if not isinstance(self.value, str):
            raise Mistake(self.place, "a single value is expected here.")
        return self.value

    @property
    def items(self) -> "list[Node]":
        """Raises `Mistake` where this is not a list; nothing at all is an empty one."""
        if self.value == "":
            return []
        if not isinstance(self.value, list):
            raise Mistake(self.place, "a list is expected here.")
        return self.value

    @property
    def mapping(self) -> "dict[str, Node]":
        """Raises `Mistake` where this is not a mapping; nothing at all is an empty one."""
        if self.value == "":
            return {}
        if not isinstance(self.value, dict):
            raise Mistake(self.place, "a mapping (name: value) is expected here.")
        return self.value

    def plain(self) -> Any:
        """The same as texts, lists and dictionaries without lines."""
        if isinstance(self.value, list):
            return [item.plain() for item in self.value]
        if isinstance(self.value, dict):
            return {name: item.plain() for name, item in self.value.items()}
        return self.value


def read(content: bytes | str, file: str, mistakes: Mistakes) -> Node:
    """The tree of a file; duplicate names go to `mistakes`. Raises `Mistake` for bad YAML."""
    text = content if isinstance(content, str) else decoded(content, file)
    try:
        root = yaml.compose(text, Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        reason = ", ".join(part for part in (error.context, error.problem) if part)
        raise Mistake(Place(file, mark.line + 1 if mark else 1), f"bad YAML: {reason}.") from None
    except yaml.reader.ReaderError as error:
        # The reader in C counts bytes, and has the text as UTF-8.
        line = text.encode().count(b"\n", 0, error.position) + 1
        raise Mistake(Place(file, line), f"bad YAML: {error.reason}.") from None
    if root is None:
        return Node(Place(file, 1), {})
    return Tree(file, mistakes).node(root, root.start_mark.line + 1)


def decoded(content: bytes, file: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Mistake(Place(file, line), "the file is not in UTF-8.") from None


class Tree:
    """Turns PyYAML's nodes into ours."""

    def __init__(self, file: str, mistakes: Mistakes):
        self.file, self.mistakes = file, mistakes
        self.seen: set[int] = set()

    def node(self, node: yaml.Node, line: int) -> Node:
        place = Place(self.file, line)
        if id(node) in self.seen:
            raise Mistake(place, "anchors and aliases (&, *) are no part of the format.")
        self.seen.add(id(node))
        if node.tag not in PLAIN_TAGS:
            raise Mistake(place, f"the tag {node.tag} is no part of the format.")
        if isinstance(node, yaml.MappingNode):
            return Node(place, self.mapping(node))
        if isinstance(node, yaml.SequenceNode):
            return Node(place, [self.node(item, item.start_mark.line + 1) for item in node.value])
        return Node(place, node.value)

    def mapping(self, node: yaml.MappingNode) -> dict[str, Node]:
        found: dict[str, Node] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            name = self.node(key, line)
            if not isinstance(name.value, str):
                raise Mistake(name.place, "a name is expected here, no list or mapping.")
            if name.value in found:
                first = found[name.value].place.line
                self.mistakes.add(
                    name.place, f"“{name.value}” stands here a second time, after line {first}."
                )
                continue
            found[name.value] = self.node(value, line)
        return found
