import datetime
import re
import uuid
from dataclasses import dataclass, field
from urllib.parse import urljoin

from django.db.models import prefetch_related_objects
from django.utils.html import escape
from django.utils.translation import override

from articles.card import cards
from articles.models.permission import Permission

ENTRIES = 50
# An address on this site; those of notes lead to a place in the entry itself. A picture's
# other sizes are left to the site.
ADDRESS = re.compile(r'\b(href|src)="(/[^"]*)"')
SIZES = re.compile(r'\s(?:srcset|sizes)="[^"]*"|<source\b[^>]*>')


@dataclass(frozen=True)
class Entry:
    """A text as a feed has it. Its id never changes, whatever its address or title does."""

    id: str
    title: str
    address: str
    summary: str
    content: str
    authors: list[str]
    language: str
    published_at: datetime.datetime
    updated_at: datetime.datetime
    topics: list[str] = field(default_factory=list)


def entry_id(text) -> str:
    """A permanent id, the same after a move or a renaming: the text in its language."""
    name = f"{text.translation_key}:{text.locale.language_code}"
    return uuid.uuid5(uuid.NAMESPACE_OID, name).urn


def with_whole_addresses(html: str, address: str) -> str:
    """HTML whose links and pictures lead to the site from wherever it is read."""
    html = SIZES.sub("", html)
    return ADDRESS.sub(lambda found: f'{found[1]}="{urljoin(address, found[2])}"', html)


def may_be_given_whole(text) -> bool:
    """Whether it may be passed on: no summary, and not shown as an excerpt or without right."""
    closed = (Permission.Basis.NONE, Permission.Basis.EXCERPT)
    if text.is_summary_only or text.permission:
        return not (text.is_summary_only or text.permission.basis in closed)
    # Of the rows at hand: asking each text for its right would ask the database for each.
    given = [each.permission for each in text.appearances.all() if each.permission_id]
    return not any(each.basis in closed for each in given)


def _content(text, address: str) -> str:
    """The whole text as HTML where it may be passed on; otherwise "".

    Addresses in it are whole, because a feed is read elsewhere.
    """
    notes = "".join(f"<p>{escape(each.note)}</p>" for each in text.notices)
    if not may_be_given_whole(text):
        return f"<p>{escape(text.standfirst)}</p>{notes}" if notes and text.standfirst else notes
    with override(text.locale.language_code):
        body = text.body.stream_block.render(
            text.body, {"is_feed": True, "note_prefix": f"{text.pk}-"}
        )
    return with_whole_addresses(body, address) + notes


def _authors(text) -> list[str]:
    issued_by = getattr(text, "issued_by", None)
    if issued_by:
        return [str(issued_by)]
    return [str(byline) for byline in text.authors]


def _entry(text, request) -> Entry:
    changed = [text.first_published_at, text.last_published_at]
    changed += [each.made_at for each in text.notices]
    address = text.get_full_url(request)
    return Entry(
        id=entry_id(text),
        title=text.title,
        address=address,
        summary=text.standfirst,
        content=_content(text, address),
        authors=_authors(text),
        language=text.locale.language_code,
        published_at=text.first_published_at or text.latest_revision_created_at,
        updated_at=max(day for day in changed if day) if any(changed) else None,
        topics=[topic.label for topic in text.topics.all()],
    )


def entries_of(texts, request) -> list[Entry]:
    """The newest entries of a list of texts: those that readers may see, by the day they came."""
    newest = (
        texts.published()
        .filter(alias_of__isnull=True, first_published_at__isnull=False)
        .order_by("-first_published_at", "-pk")
        .values_list("pk", flat=True)
    )
    found = cards(list(newest[:ENTRIES]), is_whole=True)
    prefetch_related_objects(
        found, "corrections", "topics__names", "appearances__permission", "permission"
    )
    return [_entry(text, request) for text in found]
