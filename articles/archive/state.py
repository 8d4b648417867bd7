"""The state that a record or page is in, as a fingerprint: has anybody changed it here?

It is made by the code that writes fixtures, so both agree on what belongs to an entry. What others
are called is no part of it: moving a page changes no page that leads there.
"""

import hashlib
import json
from typing import Any

from django.db import models
from wagtail.models import Page

from articles.archive.directory import Numbers
from articles.archive.entry import DRAFT, LIVE, SUBMITTED
from articles.archive.schema import schema_of


def content_of(record: models.Model) -> Any:
    """Everything that an entry can say of the record as it is in memory."""
    content = schema_of(type(record)).take(record, Numbers())
    # Given by the first publication and kept by all later ones: nobody edits it.
    content.pop("first_published_at", None)
    return [content, record.slug] if isinstance(record, Page) else content


def fingerprint(record: models.Model) -> str:
    """The state of a record, or of a page with its draft, as it is in the database.

    A page is compared by content: autosave writes over the latest revision and keeps its id.
    """
    if not isinstance(record, Page):
        return _digest(content_of(record))
    latest = content_of(record.get_latest_revision_as_object())
    live = content_of(record) if record.live else None
    return _digest([latest, live, record.workflow_in_progress])


def fingerprint_when_published(page: Page) -> str:
    """The fingerprint that the page will have when what is in memory is published."""
    content = content_of(page)
    return _digest([content, content, False])


def _digest(state: Any) -> str:
    return hashlib.sha256(json.dumps(state, sort_keys=True).encode()).hexdigest()


def state_of(page: Page) -> str:
    """Live, draft or submitted, as an entry says it."""
    if page.live:
        return LIVE
    return SUBMITTED if page.workflow_in_progress else DRAFT
