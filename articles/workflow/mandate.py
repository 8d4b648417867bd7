"""By what right words go public other than by a vote on them: each with two persons.

What a meeting decided, a change of wording after adoption, a translation: one account proposes
that the words are covered, another that had no part in them confirms it. A release without
adoption is the exception that only a superuser can make, and it says of itself what it is.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Adoption, StatementPage
from articles.workflow.adoption import may_open, waiting_state, withdraw
from organisations.audit import record
from organisations.models import Decision
from organisations.notification import notify
from organisations.opening import addresses_of

Kind = Adoption.Kind


class MandateError(Exception):
    """Something can't be proposed, confirmed or released; the message is a sentence."""


def authors_of(page: StatementPage) -> set[int]:
    """The accounts that wrote what is not public yet."""
    drafts = page.revisions.all()
    if page.live_revision_id:
        drafts = drafts.filter(pk__gt=page.live_revision_id)
    return set(drafts.exclude(user=None).values_list("user_id", flat=True))


def original_of(page: StatementPage) -> StatementPage | None:
    """The statement of which a page is a translation: the one about which the body decides."""
    others = StatementPage.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk)
    for other in others.order_by("pk"):
        state = waiting_state(other)
        own = other.adoptions.filter(kind__in=(Kind.ADOPTED, Kind.WORDING)).exists()
        if own or (state and state.decision_id):
            return other
    return None


def decision_for_translation(page: StatementPage) -> Decision | None:
    """The decision that covers the original of a translation, open or adopted; or None."""
    original = original_of(page)
    if original is None:
        return None
    state = waiting_state(original)
    if state and state.decision_id:
        return state.decision
    found = original.standing.adoption or original.adoptions.in_force().order_by("-pk").first()
    return found.decision if found else None


@transaction.atomic
def propose(page: StatementPage, kind: str, *, by, decision: Decision | None = None) -> Adoption:
    """Say that the latest words of a statement are covered; counts when a second person confirms.

    Raises `MandateError`.
    """
    if not may_open(by):
        raise MandateError(_("You may not record what bodies decided."))
    state = waiting_state(page)
    if state and state.is_voted_on:
        raise MandateError(_("The text is under vote: withdraw the vote first."))
    draft = page.get_latest_revision_as_object()
    if kind == Kind.WORDING:
        decision = _decision_behind(page)
    elif kind == Kind.TRANSLATION:
        decision = decision_for_translation(page)
        if decision is None:
            raise MandateError(_("Its original has not been put to its body yet."))
    if decision is None or decision.body_id != draft.issued_by_id:
        raise MandateError(_("Choose a decision of the body that issues the statement."))
    if kind == Kind.ADOPTED and not decision.is_adopted:
        raise MandateError(
            _("This decision does not say that it was adopted, or nobody has confirmed it yet.")
        )
    adoption, is_new = Adoption.objects.get_or_create(
        text_id=page.pk,
        decision=decision,
        text_hash=draft.text_hash,
        defaults={
            "kind": kind,
            "canonical_text": draft.canonical_text,
            "made_by": by,
            "author_ids": sorted({*authors_of(page), by.pk}),
        },
    )
    if not is_new:
        raise MandateError(_("This has been proposed already: it waits for a second person."))
    record(f"adoption.propose.{kind}", by, page, to_version=adoption.text_hash)
    return adoption


def _decision_behind(page: StatementPage) -> Decision:
    """The decision on which the words stand that are public now."""
    standing = page.standing
    if not standing.is_adopted or standing.is_translation:
        raise MandateError(_("No adopted text is public here of which this could be a change."))
    return standing.decision


def refusal_to_confirm(adoption: Adoption, by) -> str:
    """Why an account can't be the second person: a sentence, or ""."""
    if adoption.confirmed_at:
        return _("This has been confirmed already.")
    if not may_open(by):
        return _("You may not record what bodies decided.")
    if by.pk in adoption.author_ids or by.pk == adoption.made_by_id:
        return _("Somebody else has to confirm what you wrote or proposed.")
    return ""


@transaction.atomic
def confirm(adoption: Adoption, *, by, seen: str) -> bool:
    """The second person confirms; whether the text went on to the public with that.

    `seen` is the digest of the words that were shown to her. Raises `MandateError`.
    """
    stored = Adoption.objects.select_for_update().get(pk=adoption.pk)
    page = StatementPage.objects.get(pk=stored.text_id)
    if reason := refusal_to_confirm(stored, by):
        raise MandateError(reason)
    if by.pk in authors_of(page):
        raise MandateError(_("Somebody else has to confirm what you wrote or proposed."))
    draft = page.get_latest_revision_as_object()
    if seen != stored.text_hash or draft.text_hash != stored.text_hash:
        raise MandateError(_("The text has been changed meanwhile: propose it again."))
    stored.confirmed_by, stored.confirmed_at = by, timezone.now()
    stored.save()
    adoption.refresh_from_db()
    if stored.kind == Kind.WORDING:
        _class_as_wording(page)
    has_gone_on = _go_on(page, stored)
    record(f"adoption.confirm.{stored.kind}", by, page, to_version=stored.text_hash)
    return has_gone_on


def _class_as_wording(page: StatementPage) -> None:
    revision = page.get_latest_revision()
    revision.content["change_kind"], revision.content["change_note"] = "wording", ""
    revision.save(update_fields=["content"])


def _go_on(page: StatementPage, adoption: Adoption) -> bool:
    """Let a text that waits at the step of adoption go on; False where it waits nowhere."""
    state = waiting_state(page)
    if state is None or not adoption.decision.is_adopted:
        return False
    state.decision = adoption.decision
    state.save()
    state.approve()
    return True


@transaction.atomic
def release(page: StatementPage, *, by, note: str) -> Adoption:
    """Publish in an emergency what its body has not adopted; the page says so, and so does a log.

    Raises `MandateError`.
    """
    if not by.is_superuser or not by.is_active:
        raise MandateError(_("Only a superuser can release a statement without adoption."))
    if not note.strip():
        raise MandateError(_("Say why it can't wait: the members of the body read this."))
    state = waiting_state(page)
    if state:
        withdraw(state.decision, by)
    draft = page.get_latest_revision_as_object()
    adoption, _is_new = Adoption.objects.get_or_create(
        text_id=page.pk,
        decision=None,
        text_hash=draft.text_hash,
        defaults={
            "kind": Kind.RELEASED,
            "canonical_text": draft.canonical_text,
            "note": note.strip(),
            "made_by": by,
            "author_ids": [by.pk],
            "confirmed_at": timezone.now(),
        },
    )
    page = StatementPage.objects.get(pk=page.pk)
    page.get_latest_revision().publish(user=by, skip_permission_checks=True)
    tell_members(draft, note.strip())
    record("adoption.release", by, page, to_version=adoption.text_hash, details={"note": note})
    return adoption


def tell_members(page: StatementPage, note: str) -> None:
    """Tell all members of the body, whoever votes there, that it was not asked."""
    body = page.issued_by
    terms = body.memberships.standing().in_office(certainty="possibly").with_names()
    told = addresses_of({term.who for term in terms})

    def words():
        return (
            _("Released without adoption: a statement of %(body)s") % {"body": body},
            _("“%(title)s” was made public as not adopted by %(body)s. The reason given: %(note)s")
            % {"title": page.title, "body": body, "note": note},
        )

    for address in told.values():
        notify(
            [address.account or address.mail],
            "adoption",
            words,
            link=page.get_url() or "",
            language=address.language,
            is_urgent=True,
        )
