"""Makes a draft of a record, and keeps the original beside it.

A draft is never live. Importing the same bytes again changes nothing; a changed source makes a new
revision of its draft, unless somebody has worked on it.
"""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page

from articles.importing import draft
from articles.importing.models import ImportedText
from articles.importing.place import type_for, usual_place
from articles.importing.record import Record
from articles.importing.source import Source
from articles.importing.suggestion import suggested_type
from articles.models import Appearance, TextPage

LOG_ACTION = "importing.import"


class Status(StrEnum):
    """What importing a source did."""

    MADE = "draft made"
    CHANGED = "draft revised"
    UNCHANGED = "unchanged"
    KEPT = "kept as it is"


@dataclass(frozen=True)
class Outcome:
    """What importing a source did, to which page, and why."""

    status: Status
    page: TextPage | None
    reason: str = ""


@transaction.atomic
def import_record(source: Source, record: Record, place: Page | None = None) -> Outcome:
    """Make or revise the draft of a source; all of it or nothing.

    `place` None is the usual index for the suggested type. Raises `NoPlaceError` where the draft
    can't stand, and whatever saving a page raises.
    """
    name = str(Path(source.name).absolute())
    last = ImportedText.objects.last_of(name)
    same = ImportedText.objects.of_content(source.sha256).first()
    if same and same.page and same.source != name:
        return Outcome(Status.UNCHANGED, same.page, f"the same text came in as {same.source}")
    if last and last.page:
        return _revised(source, record, last, same, name)
    page = _made(record, place)
    _keep(source, record, page, name, same)
    return Outcome(Status.MADE, page, "its earlier draft was deleted" if last or same else "")


def _made(record: Record, place: Page | None) -> TextPage:
    suggested = suggested_type(record)
    parent = place or usual_place(suggested)
    page = type_for(parent, suggested)(live=False, has_unpublished_changes=True)
    draft.fill(page, record)
    parent.add_child(instance=page)
    stated = draft.appearance_of(record.to_json())
    if stated:
        Appearance.objects.create(text_id=page.pk, **stated)
    return page


def _revised(
    source: Source, record: Record, last: ImportedText, same: ImportedText | None, name: str
) -> Outcome:
    """Revise the draft that the last import from this source made, if nobody has touched it."""
    page = last.page
    if last.sha256 == source.sha256:
        return Outcome(Status.UNCHANGED, page)
    if not last.is_untouched:
        return Outcome(Status.KEPT, page, "the source has changed, but so has the draft")
    latest = page.get_latest_revision_as_object()
    draft.fill(latest, record)
    _revise_appearance(latest, last, record)
    _keep(source, record, latest, name, same)
    return Outcome(Status.CHANGED, latest)


def _revise_appearance(page: TextPage, last: ImportedText, record: Record) -> None:
    """Bring the appearance up to date, unless somebody has changed what the last import made."""
    before = draft.appearance_of(last.record)
    after = draft.appearance_of(record.to_json())
    found = Appearance.objects.filter(text=page)
    if before:
        made = found.filter(**before).first()
        if made and after:
            for name, value in after.items():
                setattr(made, name, value)
            made.save()
        elif made:
            made.delete()
    elif after and not found.exists():
        Appearance.objects.create(text_id=page.pk, **after)


def _keep(
    source: Source, record: Record, page: TextPage, name: str, same: ImportedText | None
) -> None:
    """Save the revision, and the original with what was read in it."""
    is_first = page.latest_revision_id is None
    revision = page.save_revision(log_action=False)
    findings = [finding.certainty for finding in record.findings]
    counts = {each: findings.count(each) for each in ("certain", "probable", "lost")}
    data = {"source": Path(name).name, "is_first": is_first, **counts}
    log(instance=page, action=LOG_ACTION, revision=revision, data=data, content_changed=True)
    kept = same or ImportedText(sha256=source.sha256)
    kept.source, kept.original, kept.record = name, source.data, record.to_json()
    kept.page_id, kept.revision = page.pk, revision
    kept.save()
