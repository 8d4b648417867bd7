"""A body as its page shows it: where its mandate comes from, who sits on it, what it decided."""

from django.apps import apps
from django.db.models import prefetch_related_objects
from django.utils.translation import get_language

from organisations.as_of import as_of, begun, call_by_names_of, change_days, mark_certainty, steps
from organisations.claims import among_links, among_memberships, among_seats, claim_of
from organisations.electorate import rule_in_force
from organisations.models.assertion import WITH_CLAIMANT, WITH_SOURCE
from organisations.models.fetching import body_at
from organisations.rule_in_words import in_words


def body(record, user, on=None):
    """A body: its chain, who sits on it on the day, all terms, its rule, meetings, decisions.

    `members` have `is_certain`; `terms` are all that the record has, whatever the day.
    """
    prefetch_related_objects([record], "descriptions", "organisation__namesakes")
    prefetch_related_objects([record], "names__source__page", "body_pages__locale")
    prefetch_related_objects([record], "organisation__territories__territory")
    said = list(record.memberships.visible_to(user).with_names())
    links, given = _links(record)
    seats = record.seats.select_related(*WITH_SOURCE).prefetch_related(*WITH_CLAIMANT)
    seats = _of(record, list(seats), "body")
    rules = list(record.rules.select_related("source__page"))
    call_by_names_of(on, record, *said, *links, *given, *seats)
    withdrawn = begun([row for row in (*said, *links, *seats) if not row.is_standing], on)
    terms, links, given, held = (_standing(rows) for rows in (said, links, given, seats))
    shown = as_of(on)
    day = shown["day"]
    names = [name for name in record.names.all() if name.is_standing]
    days = change_days([record, *names, *terms, *links, *given, *held, *rules])
    rule = rule_in_force(rules, day)
    mandates = mark_certainty(links, day)
    return {
        **shown,
        **steps(days, day),
        "body": record,
        "names": names,
        "rule": rule,
        "rule_in_words": in_words(rule) if rule else [],
        "mandates": mandates,
        "mandates_given": mark_certainty(given, day),
        "mandate_claims": [claim_of(link) for link in mandates],
        "seats": mark_certainty(held, day),
        "members": mark_certainty(terms, day),
        "terms": terms,
        "contradictions": [
            *among_links(links, on),
            *among_seats(held, on),
            *among_memberships(terms, on),
        ],
        "withdrawn": [claim_of(row) for row in withdrawn],
        **_acts(record, user, on),
    }


def _links(record):
    """Those that give the body its mandate, and those by which it gives one; with their names."""
    links = (
        apps.get_model("organisations", "BodyLink")
        .objects.select_related("body", "other", *WITH_SOURCE)
        .prefetch_related(*WITH_CLAIMANT)
    )
    own = list(links.filter(body=record).prefetch_related(*body_at("other")))
    given = list(links.filter(other=record).prefetch_related(*body_at("body")))
    return _of(record, own, "body"), _of(record, given, "other")


def _of(record, rows, name):
    """Rows that lead back to this very record, with the names that it has fetched."""
    for row in rows:
        setattr(row, name, record)
    return rows


def _standing(rows):
    return [row for row in rows if row.is_standing]


def _acts(record, user, on):
    """What it did by the day: meetings, decisions, and statements in the reader's language."""
    return {
        "meetings": begun(record.meetings.with_names().latest_first(), on),
        "decisions": begun(record.decisions.visible_to(user).with_names().latest_first(), on),
        "statements": list(
            record.statements.filter(locale__language_code=get_language())
            .published()
            .latest_first()
            .for_listing()
        ),
    }
