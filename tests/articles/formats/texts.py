"""Texts for the tests of formats, published as editors publish them."""

import json

from articles.formats.making import said_by
from articles.models import Byline, StatementPage, Version
from tests.articles import factory

SENTENCE = "Reading is work that many do together. "
BODY = [
    {"type": "heading", "value": {"text": "Why we read", "level": "2"}},
    {
        "type": "rich_text",
        "value": f"<p>{SENTENCE}<b>Bread</b> <i>and</i> <a href='https://example.org/a?b=1&amp;c=2'>"
        f"roses</a>.</p><ul><li>one<ol><li>two</li></ol></li><li>three</li></ul>",
    },
    {"type": "heading", "value": {"text": "How & where", "level": "3"}},
    {
        "type": "quotation",
        "value": {
            "text": f"<p>{SENTENCE}</p>",
            "author": "Ada Alder",
            "work": "Mills",
            "year": "1999",
            "address": "https://example.org/mills",
        },
    },
    {"type": "pull_quote", "value": "Many do together"},
    {"type": "note", "value": {"heading": "Note", "text": "<p>An <b>aside</b>.</p>"}},
]


def published(title="Bread", kind=factory.document, body=BODY, **fields):
    """A text that went live by being published, so that it has a version."""
    fields = {"standfirst": "On prices.", "bylines": [Byline(name="Ada Alder")], **fields}
    text = kind(title, body=json.dumps(body), live=False, **fields)
    if isinstance(text, StatementPage):
        factory.adopt(text)
    text.save_revision().publish()
    return type(text).objects.get(pk=text.pk)


def changed(text, title):
    """The text with another title, published as a correction."""
    text.title, text.change_kind, text.change_note = title, "fact", "It was wrong."
    text.save_revision().publish()
    return type(text).objects.get(pk=text.pk)


def said(text):
    """What its newest version says."""
    return said_by(Version.objects.filter(text_id=text.pk).order_by("number").last())[0]
