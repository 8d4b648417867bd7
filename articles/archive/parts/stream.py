"""Streams of blocks: a list of `block type: value`.

A struct is a mapping, a list block a list, rich text and choosers as in fields of their own. Blocks
get ids made from the entry and their position, so that loading again changes none.
"""

import json
import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from wagtail import blocks
from wagtail.blocks.list_block import ListBlock
from wagtail.blocks.stream_block import BaseStreamBlock
from wagtail.blocks.struct_block import BaseStructBlock
from wagtail.fields import StreamField

from articles.archive.mistake import Mistake, meant
from articles.archive.naming import Reference
from articles.archive.parts.part import Context, Part
from articles.archive.parts.rich_text import read_rich_text, write_rich_text
from articles.archive.parts.scalar import TRUTHS
from articles.archive.parts.table import read_table, write_table
from articles.archive.reading import Node
from articles.blocks.table import TableBlock

# The name space of the ids of blocks; drawn once at random.
NAMESPACE = uuid.UUID("5d0c4bb1-6a0f-4f5b-9a39-6d1b0f3d7c11")


def default_of(block: blocks.Block) -> Any:
    """What stands in the database for a block that nobody filled in."""
    return as_json(block.get_prep_value(block.get_default()))


def as_json(value: Any) -> Any:
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))


# --- From a fixture -------------------------------------------------------------------------------


def read_block(block: blocks.Block, node: Node, seed: str) -> Any:
    """What Wagtail stores for the block. Raises `Mistake`; `seed` is what its ids are made from."""
    if isinstance(block, BaseStreamBlock):
        return [
            read_stream_child(block, item, f"{seed}/{position}")
            for position, item in enumerate(node.items)
        ]
    if isinstance(block, ListBlock):
        return [
            {
                "type": "item",
                "value": read_block(block.child_block, item, f"{seed}/{position}"),
                "id": block_id(f"{seed}/{position}"),
            }
            for position, item in enumerate(node.items)
        ]
    if isinstance(block, BaseStructBlock):
        return read_struct(block, node, seed)
    if isinstance(block, TableBlock):
        return read_table(node)
    if isinstance(block, blocks.RichTextBlock):
        return read_rich_text(node)
    if isinstance(block, blocks.ChooserBlock):
        return Reference.read(block.model_class, node) if node.text else None
    if isinstance(block, blocks.FieldBlock):
        return read_scalar(block, node)
    raise Mistake(node.place, f"a block “{block.name}” can't stand in a fixture.")


def block_id(seed: str) -> str:
    return str(uuid.uuid5(NAMESPACE, seed))


def read_stream_child(block: BaseStreamBlock, node: Node, seed: str) -> dict[str, Any]:
    if len(node.mapping) != 1:
        raise Mistake(node.place, "one block is expected here, as “type: value”.")
    [(name, value)] = node.mapping.items()
    if name not in block.child_blocks:
        raise Mistake(
            value.place,
            f"unknown type of block “{name}”; there are {', '.join(block.child_blocks)}."
            f"{meant(name, block.child_blocks)}",
        )
    return {
        "type": name,
        "value": read_block(block.child_blocks[name], value, seed),
        "id": block_id(seed),
    }


def read_struct(block: BaseStructBlock, node: Node, seed: str) -> dict[str, Any]:
    for name, value in node.mapping.items():
        if name not in block.child_blocks:
            raise Mistake(
                value.place,
                f"unknown part “{name}” of the block “{block.name}”; "
                f"there are {', '.join(block.child_blocks)}.{meant(name, block.child_blocks)}",
            )
    return {
        name: read_block(child, node.mapping[name], f"{seed}/{name}")
        if name in node.mapping
        else default_of(child)
        for name, child in block.child_blocks.items()
    }


def read_scalar(block: blocks.FieldBlock, node: Node) -> Any:
    if isinstance(block, blocks.BooleanBlock):
        if node.text not in TRUTHS:
            raise Mistake(node.place, f"“{node.text}” is neither “true” nor “false”.")
        return TRUTHS[node.text]
    if node.text == "":
        return "" if default_of(block) == "" else None
    try:
        cleaned = block.field.clean(node.text)
    except ValidationError as error:
        raise Mistake(node.place, f"{block.name}: {' '.join(error.messages)}") from None
    return as_json(block.get_prep_value(block.value_from_form(cleaned)))


# --- To a fixture ---------------------------------------------------------------------------------


def write_block(block: blocks.Block, stored: Any, names) -> Any:
    """What a fixture says for what Wagtail stores."""
    if isinstance(block, BaseStreamBlock):
        return [
            {each["type"]: write_block(block.child_blocks[each["type"]], each["value"], names)}
            for each in stored
            if each["type"] in block.child_blocks
        ]
    if isinstance(block, ListBlock):
        return [write_block(block.child_block, each["value"], names) for each in stored]
    if isinstance(block, BaseStructBlock):
        return {
            name: write_block(child, stored[name], names)
            for name, child in block.child_blocks.items()
            if name in stored and stored[name] != default_of(child)
        }
    if isinstance(block, TableBlock):
        return write_table(block, stored)
    if isinstance(block, blocks.RichTextBlock):
        return write_rich_text(stored or "", names)
    if isinstance(block, blocks.ChooserBlock):
        return names.name(block.model_class, stored) if stored else ""
    if isinstance(stored, bool):
        return "true" if stored else "false"
    return "" if stored is None else str(stored)


class StreamPart(Part):
    """A stream field."""

    is_late = True

    def __init__(self, field: StreamField):
        super().__init__(field.name)
        self.field = field

    def read(self, node: Node, context: Context) -> Any:
        return read_block(self.field.stream_block, node, context.below(self.name).seed)

    def empty(self) -> Any:
        return []

    def put(self, record: models.Model, value: Any) -> None:
        setattr(record, self.name, value)

    def take(self, record: models.Model, names) -> Any:
        block = self.field.stream_block
        stored = as_json(block.get_prep_value(getattr(record, self.name)))
        return write_block(block, stored, names) or None
