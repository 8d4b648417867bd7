"""Pages made, published and left as drafts as entries say."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.models import Page

from articles import site
from articles.archive.entry import DRAFT, LIVE, SUBMITTED, Entry
from articles.archive.mistake import Mistake, Mistakes
from articles.archive.naming import Names, label_of, resolved
from articles.archive.state import content_of, state_of
from articles.archive.validation import check
from articles.models import Adoption, Correction, StatementPage, TextPage
from articles.models.publishable import Publishable

# Whose page it is and since when it is public: known once it is made.
KEPT = ("owner", "first_published_at")


def make(entry: Entry, names: Names) -> Page:
    """A page in its place, still without what others may have to be made for.

    Raises `Mistake` where it can't stand there.
    """
    page = make_home(entry) if entry.address.is_home else make_below(entry, names)
    names.renew_homes()
    return page


def make_home(entry: Entry) -> Page:
    try:
        return site.ensure_home(entry.address.language, entry.values.get("title", ""))
    except ValueError as error:
        raise Mistake(entry.place, str(error)) from None


def make_below(entry: Entry, names: Names) -> Page:
    parent = Page.objects.get(pk=names.number(entry.parent))
    if not entry.model.can_create_at(parent):
        raise Mistake(
            entry.place,
            f"no page of the type {entry.label} may be made below {entry.address.parent} "
            f"({label_of(parent.specific_class)}).",
        )
    page = entry.model(slug=entry.address.slug, live=False, locale=parent.locale)
    for name, part in entry.schema.parts.items():
        if not part.is_late:
            part.put(page, resolved(entry.values.get(name, part.empty()), names))
    original = entry.translation_of
    if original:
        page.translation_key = Page.objects.get(pk=names.number(original)).translation_key
    for name in ("title", "slug"):
        try:
            page._meta.get_field(name).clean(getattr(page, name), page)
        except ValidationError as error:
            raise Mistake(entry.at(name), f"{name}: {' '.join(error.messages)}") from None
    parent.add_child(instance=page)
    return page


def fill(
    page: Page, entry: Entry, values: dict[str, Any], mistakes: Mistakes, is_new: bool
) -> bool:
    """Bring a page to what its entry says, and publish it where that says so.

    `is_new`: nobody has seen it yet. Whether that changed it.
    """
    latest = page.get_latest_revision_as_object()
    before = content_of(latest)
    put(latest, entry, values)
    is_same = content_of(latest) == before and state_of(page) == entry.state
    if is_same and not is_new:
        return False
    if isinstance(latest, TextPage) and entry.state == LIVE:
        class_change(latest)
    if isinstance(latest, StatementPage) and entry.state == LIVE:
        bind_adoption(latest)
    if not is_valid(latest, entry, mistakes):
        return False
    if entry.state == LIVE:
        latest.save_revision(log_action=not is_new, clean=False).publish()
        return True
    if page.live:
        page.unpublish()
        latest.live = False
    if page.workflow_in_progress:
        page.current_workflow_state.cancel()
    latest.save_revision(log_action=not is_new, clean=False)
    if entry.state == SUBMITTED:
        submit(latest, entry)
    return True


def put(page: Page, entry: Entry, values: dict[str, Any]) -> None:
    """Set what the entry says, and leave what only the site knows unless the entry names it."""
    kept = {name: getattr(page, name) for name in KEPT if name not in values}
    entry.schema.put(page, values)
    for name, value in kept.items():
        setattr(page, name, value)


def class_change(page: TextPage) -> None:
    """Class a change of public words as an update, where the entry does not say what it is."""
    if page.faults_of_change():
        page.change_kind = page.change_kind or Correction.Kind.UPDATE
        page.change_note = page.change_note or _("The text was brought up to date.")


def bind_adoption(page: StatementPage) -> None:
    """An adoption without a digest, as fixtures may have it, is that of the words they bring."""
    unbound = Adoption.objects.filter(text_id=page.pk, text_hash="")
    unbound.update(text_hash=page.text_hash, canonical_text=page.canonical_text)


def is_valid(page: Page, entry: Entry, mistakes: Mistakes) -> bool:
    """Whether a page may be what its entry says; drafts need not be complete."""
    if entry.state == DRAFT:
        return True
    if not check(page, entry, mistakes):
        return False
    reasons = page.missing_for_publication() if isinstance(page, Publishable) else []
    if isinstance(page, StatementPage):
        reasons = page.missing_apart_from_adoption()
        reason = lacks_decision(page) if entry.state == LIVE else ""
        if reason:
            reasons.append(reason)
    for reason in reasons:
        mistakes.add(entry.place, reason)
    return not reasons


def lacks_decision(page: StatementPage) -> str:
    """Why a statement can't be brought as live: a sentence, or ""."""
    standing = page.standing
    if not standing:
        return (
            "a statement is live only together with the decision by which its body adopted these "
            "words: name both in an entry of articles.adoption."
        )
    decision = standing.decision
    if decision and not (decision.source_id or decision.opened_at):
        return f"the decision {decision.key} that adopted it names no source."
    return ""


def submit(page: Page, entry: Entry) -> None:
    """Raises `Mistake` where no workflow is set up."""
    workflow = page.get_workflow()
    if workflow is None:
        raise Mistake(
            entry.at("state"), "no workflow is set up here: run manage.py setup_site first."
        )
    workflow.start(page, page.owner)


def add_draft(page: Page, entry: Entry, values: dict[str, Any]) -> tuple[Page, bool]:
    """Put what the entry says on top of what editors wrote, as a draft, and never publish it.

    Returns the page as the entry has it, and whether that was not their latest draft already.
    """
    latest = page.get_latest_revision_as_object()
    before = content_of(latest)
    put(latest, entry, values)
    is_changed = content_of(latest) != before
    if is_changed:
        latest.save_revision(log_action=True, clean=False)
    return latest, is_changed
