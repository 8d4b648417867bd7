import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.utils.translation import override

from organisations import structure
from organisations.charts import adapters
from organisations.charts.mandate import arrows
from organisations.models import Body, Event, Relation, StructurePage
from organisations.templatetags import charts
from tests.organisations.charts.reading import addresses, labels, shown, titles, tree

pytestmark = pytest.mark.django_db
DESCENT = ["split_from", "claims_continuity_with", "succeeds", "faction_of", "founded"]


def nowhere(record):
    return f"/{record.key}/"


@pytest.fixture
def structure_page(loaded):
    """The structure page in English; a request has looked up its language and address."""
    found = StructurePage.objects.select_related("locale").get(locale__language_code="en")
    found.get_url()
    return found


@pytest.fixture
def bodies(loaded):
    """The bodies of the CWI with all that a drawing reads."""
    found = Body.objects.filter(organisation__key="cwi").with_names()
    return list(
        found.select_related("organisation").prefetch_related(
            "links__other__names", "links__source__page", "body_pages__locale"
        )
    )


def relations(kinds=DESCENT):
    return list(Relation.objects.filter(kind__in=kinds).standing().with_names().in_fixed_order())


def events():
    return list(Event.objects.standing().with_parties())


def test_mandates__the_chain_of_the_record(bodies):
    links = [link for body in bodies for link in body.links.all()]
    chain, unlinked = adapters.mandates_of(bodies, links, nowhere).in_order()
    assert [member.key for member in chain] == ["cwi-world-congress", "cwi-iec", "cwi-is"]
    assert [member.key for member in unlinked] == ["cwi-provisional-committee"]


def test_mandates__sections_send_delegates_to_a_congress_that_nobody_elects(bodies):
    links = [link for body in bodies for link in body.links.all()]
    sections = adapters.Label("Sections", "/sections/")
    mandates = adapters.mandates_of(bodies, links, nowhere, sections=sections)
    assert mandates.in_order()[0][0].label == sections
    [link] = [link for link in mandates.links if link.kind == "delegates"]
    assert link.lower == "cwi-world-congress"


def test_mandates__election_comes_before_account(bodies):
    links = [link for body in bodies for link in body.links.all()]
    mandates = adapters.mandates_of(bodies, links, nowhere)
    kinds = [arrow.kind for arrow in arrows(mandates, mandates.in_order()[0])]
    assert kinds == ["elected_by", "accountable_to", "elected_by"]


def test_mandates__withdrawn_links_are_left_out(bodies):
    links = [link for body in bodies for link in body.links.all()]
    for link in links:
        link.status = "withdrawn"
    assert adapters.mandates_of(bodies, links, nowhere).links == ()


def test_mandates__the_body_of_the_page_is_no_link(bodies):
    here = bodies[0]
    mandates = adapters.mandates_of(bodies, [], nowhere, here=here)
    [member] = [member for member in mandates.members if member.is_here]
    assert (member.key, member.label.address) == (here.key, "")


def test_genealogy__the_events_of_1974_the_1990s_and_2019_with_their_sources(loaded):
    genealogy = adapters.genealogy_of(relations(), events(), nowhere)
    rows = {tuple(cell.text for cell in row) for row in genealogy.rows("en")}
    source = "Continuing the Fight for International Socialism"
    claimed = f"{source}, claimed by Danny Byrne"
    cwi = "Committee for a Workers’ International"
    assert ("Militant", "founded", cwi, "1974", source) in rows
    minority = "[Minority of the CWI, early 1990s]"
    assert (
        minority,
        "minority: left",
        "A minority leaves the CWI",
        "between 1990 and 1993",
        claimed,
    ) in rows
    majority = "[Majority around the International Executive Committee]"
    assert (majority, "claims continuity with", cwi, "July 2019 – open", claimed) in rows


def test_genealogy__of_records_in_any_order_is_the_same(loaded):
    found = relations()
    assert adapters.genealogy_of(found, [], nowhere) == adapters.genealogy_of(
        found[::-1], [], nowhere
    )


def test_genealogy__says_what_is_disputed(loaded):
    [relation, *_others] = relations(["split_from"])
    relation.status = "disputed"
    [descent] = adapters.genealogy_of([relation], [], nowhere).descents
    assert descent.words == "split from (disputed)"


def test_label__organisations_of_one_name_are_told_apart(loaded):
    [relation] = relations(["in_solidarity_with"])
    label = adapters.label_of(relation.subject, nowhere)
    assert label.text.startswith("Socialist Alternative (United States")
    assert label.language == "en"


def test_happening__keeps_the_date_as_it_is_known(loaded):
    event = Event.objects.with_parties().get(key="cwi-split-1990s")
    with override("fr"):
        happening = adapters.happening_of(event, nowhere)
    assert happening.when.edtf == "[1990..1993]"
    assert happening.label == adapters.Label("A minority leaves the CWI", "/cwi-split-1990s/", "en")


def test_places__one_section_leads_to_its_page_several_to_the_list(structure_page):
    regions = structure.directory(structure_page)["regions"]
    places = {place.code: place for place in adapters.places_of(regions, nowhere)}
    assert places["IE"].label.address == "/cwi-irish-section/"
    [(region, [(territory, found)])] = [
        (region, [(territory, [*found, *found])])
        for region, territories in regions
        for territory, found in territories
        if territory.code == "IE"
    ]
    other = relations(["in_solidarity_with"])
    [place] = adapters.places_of([(region, [(territory, [*found, *other])])], nowhere)
    assert place.label.address == "#territory-ie"


def test_tags__ask_the_database_nothing(structure_page, bodies, django_assert_num_queries):
    levels = structure.in_levels(bodies)
    found, happened = relations(), events()
    regions = structure.directory(structure_page)["regions"]
    with django_assert_num_queries(0):
        charts.mandate_chart(levels["levels"], levels["unlinked"], structure_page)
        charts.timeline_chart(happened, structure_page)
        charts.genealogy_chart(found, happened, structure_page)
        charts.world_map(regions, structure_page)


def test_tags__shapes_lead_to_records_and_carry_the_day(structure_page, bodies):
    levels = structure.in_levels(bodies)
    context = charts.mandate_chart(
        levels["levels"], levels["unlinked"], structure_page, on=datetime.date(2019, 1, 1)
    )
    found = addresses(context["chart"].narrow)
    assert structure_page.get_url() + "sections/?on=2019-01-01" in found
    assert all(address.endswith("?on=2019-01-01") for address in found)


def test_tags__relations_side_by_side_are_drawn_like_any(structure_page):
    grouped = structure.relations_side_by_side(relations())
    one = charts.genealogy_chart(grouped, events(), structure_page)["chart"]
    assert one == charts.genealogy_chart(relations(), events(), structure_page)["chart"]


def test_tags__a_body_with_what_is_next_to_it(structure_page):
    body = Body.objects.with_names().get(key="cwi-iec")
    facts = structure.body(body, AnonymousUser())
    links = (facts["mandates"], facts["mandates_given"])
    chart = charts.body_mandate_chart(body, *links, structure_page)["chart"]
    assert labels(chart.wide) == [
        "Sections",
        "WorldCongress",
        "InternationalExecutiveCommittee",
        "InternationalSecretariat",
    ]


def test_template__folds_the_table_below_the_drawing(structure_page):
    html = render_to_string(charts.TEMPLATE, charts.timeline_chart(events(), structure_page))
    figure = tree(html)
    assert figure.get("class") == "chart of-timeline"
    assert [svg.get("class") for svg in figure.findall("svg")] == ["wide", "narrow"]
    assert len(figure.findall(".//tbody/tr")) == len(events())
    assert "A minority leaves the CWI" in shown(figure.find(".//tbody"))
    assert "script" not in html
    assert "style" not in html


def test_template__is_empty_where_there_is_nothing_to_draw(structure_page):
    context = charts.timeline_chart([], structure_page)
    assert not render_to_string(charts.TEMPLATE, context).strip()


def test_tags__in_arabic_the_drawing_is_mirrored(structure_page):
    with override("ar"):
        chart = charts.timeline_chart(events(), structure_page)["chart"]
    assert tree(chart.wide).get("direction") == "rtl"
    assert len(titles(chart.wide)) == len(events())
