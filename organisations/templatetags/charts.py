"""Drawings in templates. They take records that the page has fetched and ask for nothing more.

With `structure_page` shapes are links; they carry the day `on`, where it is given.
"""

import datetime
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any

from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from organisations.charts import adapters
from organisations.charts.chain import mandate_chart as draw_mandates
from organisations.charts.chart import Chart, Label
from organisations.charts.genealogy import genealogy_chart as draw_genealogy
from organisations.charts.timeline import timeline as draw_timeline
from organisations.charts.world import world_map as draw_world

register = template.Library()
TEMPLATE = "components/chart.html"
Day = datetime.date | None


def _address(structure_page: Any, on: Day) -> adapters.Address:
    """Where readers find a record, as of the day; "" where it is not public or has no place."""

    def address(record: Any) -> str:
        if not structure_page or getattr(record, "is_public", True) is False:
            return ""
        found: str = record.address(structure_page)
        return f"{found}?on={on.isoformat()}" if on else found

    return address


def _language() -> str:
    return get_language() or "en"


def _context(chart: Chart) -> dict[str, Any]:
    cells = [list(zip(chart.columns, row, strict=True)) for row in chart.rows]
    return {"chart": chart, "cells": cells, "LANGUAGE_CODE": _language()}


def _sections(bodies: Iterable[Any], structure_page: Any, on: Day) -> Label | None:
    """The sections, which send delegates to the congress of an international; else None."""
    if any(body.organisation.kind != "international" for body in bodies):
        return None
    if not structure_page:
        return Label(_("Sections"))
    address = structure_page.get_url() + structure_page.reverse_subpage("directory")
    return Label(_("Sections"), f"{address}?on={on.isoformat()}" if on else address)


@register.inclusion_tag(TEMPLATE)
def mandate_chart(
    levels: Iterable[Iterable[Any]],
    unlinked: Iterable[Any] = (),
    structure_page: Any = None,
    on: Day = None,
) -> dict[str, Any]:
    """The election chain of all bodies of one organisation, as `structure.in_levels` has them."""
    bodies = [*chain.from_iterable(levels), *unlinked]
    links = [link for body in bodies for link in body.links.all()]
    address, sections = _address(structure_page, on), _sections(bodies, structure_page, on)
    mandates = adapters.mandates_of(bodies, links, address, sections=sections)
    return _context(draw_mandates(mandates, _language()))


@register.inclusion_tag(TEMPLATE)
def body_mandate_chart(
    body: Any,
    mandates: Iterable[Any],
    mandates_given: Iterable[Any],
    structure_page: Any = None,
    on: Day = None,
) -> dict[str, Any]:
    """The chain next to one body: where its mandate comes from, and whom it gives one."""
    links = [*mandates, *mandates_given]
    standing = [link for link in links if link.status != "withdrawn"]
    above = [link.other for link in standing if link.other.key != body.key]
    below = [link.body for link in standing if link.body.key != body.key]
    address, sections = _address(structure_page, on), _sections([body], structure_page, on)
    drawn = adapters.mandates_of([*above, body, *below], links, address, body, sections)
    return _context(draw_mandates(drawn, _language()))


@register.inclusion_tag(TEMPLATE)
def timeline_chart(
    moments: Iterable[Any], structure_page: Any = None, on: Day = None
) -> dict[str, Any]:
    """Events, and the moments that `history.timeline` has, on an axis of time."""
    address = _address(structure_page, on)
    records = (getattr(each, "record", each) for each in moments)
    happenings = [adapters.happening_of(record, address) for record in records]
    return _context(draw_timeline(happenings, _language()))


@register.inclusion_tag(TEMPLATE)
def genealogy_chart(
    relations: Iterable[Any] | Mapping[str, Any],
    events: Iterable[Any] = (),
    structure_page: Any = None,
    on: Day = None,
) -> dict[str, Any]:
    """Organisations over time; `relations` also as `structure.relations_side_by_side` has them."""
    if isinstance(relations, Mapping):
        contested = chain.from_iterable(relations["contested"])
        relations = [*contested, *relations["uncontested"]]
    genealogy = adapters.genealogy_of(relations, events, _address(structure_page, on))
    return _context(draw_genealogy(genealogy, _language()))


@register.inclusion_tag(TEMPLATE)
def world_map(regions: Iterable[Any], structure_page: Any = None, on: Day = None) -> dict[str, Any]:
    """The countries of the directory; `regions` as `structure.directory` has them."""
    places = adapters.places_of(regions, _address(structure_page, on))
    return _context(draw_world(places, _language()))
