"""From records to what the drawings take. No query: records come with all that is read here.

Organisations and relations as `with_names()` fetches them, events as `with_parties()` does, links
between bodies with the names of both bodies and with their source. `Address` says where readers
find a record; "" where they don't.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from django.utils.translation import get_language, pgettext, pgettext_lazy
from django.utils.translation import gettext as _

from organisations.charts.chart import NOTHING, Label
from organisations.charts.descent import Descent, Genealogy, Line, Turn
from organisations.charts.mandate import Link, Mandates, Member
from organisations.charts.timeline import Happening
from organisations.charts.world import Place, Presence
from organisations.period import PartialDate

Address = Callable[[Any], str]
Record = Any  # the models are loaded after this module
SECTIONS = ""  # stands for the sections; no body has an empty key


def label_of(record: Record, address: Address) -> Label:
    """What a record is called, in which language; with what tells it from its namesakes."""
    name = record.name_on() if hasattr(record, "name_on") else None
    if name:
        words = (name.text, getattr(record, "distinction", ""))
        return Label(" ".join(filter(None, words)), address(record), name.language)
    description: Any = getattr(record, "description", None)
    return Label(str(record), address(record), description.language if description else "")


def source_of(assertion: Record) -> Label:
    """The source of an assertion, and who claims it where that is not the editors."""
    source, claimant = _source(assertion.source), assertion.claimed_by
    if not claimant:
        return source
    words = pgettext("a source", "%(source)s, claimed by %(claimant)s")
    return replace(source, text=words % {"source": source.text, "claimant": claimant})


def _source(source: Record) -> Label:
    page = source.page
    address = page.get_url() if page and page.live else source.address
    return Label(source.title, address or "", source.language)


def words_of(assertion: Record) -> str:
    """What an assertion says, and whether that is disputed."""
    words = str(assertion.get_kind_display())
    return f"{words} ({_('disputed')})" if assertion.status == "disputed" else words


def happening_of(record: Record, address: Address) -> Happening:
    """An event, a meeting or a decision for the timeline."""
    source = NOTHING
    if hasattr(record, "happened_on"):
        label, words, source = label_of(record, address), words_of(record), source_of(record)
        return Happening(label, PartialDate.parse(record.happened_on), words, record.place, source)
    if record.source:
        source = _source(record.source)
    if hasattr(record, "decided_on"):
        label = Label(record.title, address(record), record.language)
        words = f"{_('decision')}: {record.get_result_display()}"
        return Happening(label, PartialDate.parse(record.decided_on), words, "", source)
    label = replace(label_of(record.body, address), address=address(record))
    return Happening(label, record.period.start, str(_("meeting")), record.place, source)


def genealogy_of(
    relations: Iterable[Record], events: Iterable[Record], address: Address
) -> Genealogy:
    """Relations of descent in their fixed order, and events with the organisations in them."""
    relations = sorted(relations, key=lambda each: (each.source.dated_on_earliest, each.key))
    turns, found = [], {}
    for event in events:
        parties = [party for party in event.parties.all() if party.organisation]
        found.update({party.organisation.key: party.organisation for party in parties})
        turns.append(
            Turn(
                event.key,
                label_of(event, address),
                event.kind,
                PartialDate.parse(event.happened_on),
                tuple((party.organisation.key, _role(party)) for party in parties),
                source_of(event),
            )
        )
    for relation in relations:
        found.update({each.key: each for each in (relation.subject, relation.object)})
    lines = (
        Line(key, label_of(record, address), str(record.get_kind_display()), record.period)
        for key, record in sorted(found.items())
    )
    return Genealogy(tuple(lines), tuple(_descent(each) for each in relations), tuple(turns))


def _role(party: Record) -> str:
    return ": ".join(words for words in (party.side, party.role) if words)


def _descent(relation: Record) -> Descent:
    return Descent(
        relation.key,
        relation.subject.key,
        relation.kind,
        words_of(relation),
        relation.object.key,
        relation.period,
        source_of(relation),
        relation.source.dated_on_earliest,
    )


def places_of(
    regions: Iterable[tuple[Any, Iterable[tuple[Record, Iterable[Record]]]]], address: Address
) -> list[Place]:
    """The directory's countries; one with several organisations leads to its place on the page.

    That place has the id ``territory-<key>``.
    """
    places = []
    for _region, territories in regions:
        for territory, relations in territories:
            presences = tuple(
                Presence(
                    label_of(relation.subject, address),
                    relation.kind,
                    words_of(relation),
                    source_of(relation),
                )
                for relation in relations
            )
            addresses = {each.label.address for each in presences}
            where = addresses.pop() if len(addresses) == 1 else f"#territory-{territory.key}"
            places.append(Place(territory.code, Label(str(territory), where), presences))
    return places


# What the upper body does, for each kind of link; election comes first where there are several.
GIVEN = {
    "elected_by": pgettext_lazy("what one body does with another", "elects"),
    "accountable_to": pgettext_lazy("what one body does with another", "calls to account"),
    "acts_between_sessions_of": pgettext_lazy("when one body acts for another", "between sessions"),
}


def mandates_of(
    bodies: Iterable[Record],
    links: Iterable[Record],
    address: Address,
    here: Record | None = None,
    sections: Label | None = None,
) -> Mandates:
    """Bodies, and the links among them that nobody has withdrawn.

    `here` is the body whose page this is; it is no link. With `sections` the drawing begins with
    the sections, whose delegates make up a congress that no other body elects.
    """
    bodies = list({body.key: body for body in bodies}.values())
    keys = {body.key for body in bodies}
    found = [
        _link(link)
        for link in links
        if link.status != "withdrawn" and {link.body.key, link.other.key} <= keys
    ]
    found.sort(key=lambda link: list(GIVEN).index(link.kind))
    members = [_member(body, address, here) for body in bodies]
    if sections:
        below = {link.lower for link in found}
        sent = [_delegates(each) for each in bodies if each.kind == "congress"]
        sent = [link for link in sent if link.lower not in below]
        members[:0] = [Member(SECTIONS, sections)] if sent else []
        found[:0] = sent
    return Mandates(tuple(members), tuple(found))


def _member(body: Record, address: Address, here: Record | None) -> Member:
    label, is_here = label_of(body, address), here is not None and body.key == here.key
    label = replace(label, address="") if is_here else label
    return Member(body.key, label, str(body.get_kind_display()), is_here)


def _delegates(body: Record) -> Link:
    words, said = _("send delegates"), _("made up of delegates of")
    return Link(SECTIONS, body.key, "delegates", words, said)


def _link(link: Record) -> Link:
    return Link(
        link.other.key,
        link.body.key,
        link.kind,
        str(GIVEN[link.kind]),
        words_of(link),
        _when(link),
        _source(link.source),
    )


def _when(record: Record) -> str:
    period = record.period
    is_blank = period.start.is_unknown and period.end.is_unknown
    return "" if is_blank else period.display(get_language() or "en")
