"""Blocks for tests: one value of each kind, as editors would make it."""

from django.core.files.base import ContentFile

from articles.blocks import BodyBlock
from articles.blocks.table import table
from articles.media.models import File
from tests.articles.media.factory import picture, picture_block


def file(title="Leaflet", **fields):
    """A stored file."""
    return File.objects.create(title=title, file=ContentFile(b"Words", "leaflet.txt"), **fields)


def words_only(word="rose"):
    """One block of each kind that needs no file, each with `word` in all its parts."""
    origin = {
        "author": f"{word}au",
        "work": f"{word}wo",
        "year": f"{word}ye",
        "address": "https://example.org/",
    }
    return [
        ("rich_text", f"<p>{word}a {word}b.<small>{word}c</small></p><ul><li>{word}d</li></ul>"),
        ("heading", {"text": f"{word}e", "level": "2", "anchor": "one"}),
        ("quotation", {"text": f"<p>{word}f</p>", **origin}),
        ("pull_quote", f"{word}g"),
        ("points", {"first_number": 3, "points": [f"<p>{word}h</p>", f"<p>{word}i</p>"]}),
        (
            "interview",
            [
                {"kind": "question", "speaker": f"{word}j", "text": f"<p>{word}k</p>"},
                {"kind": "answer", "speaker": "", "text": f"<p>{word}l</p>"},
            ],
        ),
        ("verse", {"text": f"{word}m\n{word}n\n\n{word}o", **origin}),
        ("note", {"heading": f"{word}p", "text": f"<p>{word}q</p>"}),
        (
            "video",
            {
                "address": "https://vimeo.com/12345",
                "title": f"{word}r",
                "caption": f"{word}s",
                "credit": f"{word}t",
            },
        ),
        ("table", table([[f"{word}u", f"{word}v"], [f"{word}w", f"{word}x"]], "both", f"{word}y")),
        (
            "call_to_action",
            {
                "heading": f"{word}z",
                "text": f"{word}0",
                "label": f"{word}1",
                "page": None,
                "address": "https://example.org/",
            },
        ),
    ]


def whole(word="rose"):
    """One block of each kind there is."""
    shown = picture(description="A march", credit="Ada Alder", licence="cc-by")
    kind, one = picture_block(shown)
    caption = {**one, "caption": f"{word}2"}
    return [
        *words_only(word),
        (kind, caption),
        ("pictures", {"pictures": [one, one], "caption": f"{word}3"}),
        ("file", {"file": file(), "title": f"{word}4", "text": f"{word}5"}),
    ]


def stream(blocks):
    """A body that stands in no page."""
    return BodyBlock().to_python(BodyBlock().get_prep_value(BodyBlock().normalize(blocks)))
