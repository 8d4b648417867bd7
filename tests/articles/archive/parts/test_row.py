"""Rows below a record change in place: none is deleted and made again without need."""

import pytest

from articles.models import ArticlePage, BylineAffiliation
from organisations.models import Event, Organisation, OrganisationName

pytestmark = pytest.mark.django_db

LEAGUE = """
organisations.source:
  minutes: {title: Minutes}
organisations.organisation:
  league:
    kind: union
    names: [{text: League, source: minutes}]
    descriptions: [%s]
"""
ENGLISH = "{language: en, text: Tools}"
GERMAN = "{language: de, text: Spaten}"
FRENCH = "{language: fr, text: Pelles}"


def descriptions():
    return {
        row.language: (row.pk, row.text) for row in Organisation.objects.get().descriptions.all()
    }


def test_same_rows__stay(site, load):
    load(LEAGUE % f"{ENGLISH}, {GERMAN}")
    before = descriptions()
    load((LEAGUE % f"{ENGLISH}, {GERMAN}").replace("kind: union", "kind: party"))
    assert descriptions() == before


def test_other_order__changes_nothing(site, load):
    load(LEAGUE % f"{ENGLISH}, {GERMAN}")
    before = descriptions()
    load(LEAGUE % f"{GERMAN}, {ENGLISH}")
    assert descriptions() == before


def test_row_added_between__leaves_the_others(site, load):
    load(LEAGUE % f"{ENGLISH}, {FRENCH}")
    before = descriptions()
    load(LEAGUE % f"{ENGLISH}, {GERMAN}, {FRENCH}")
    after = descriptions()
    assert {code: after[code] for code in before} == before
    assert after["de"][1] == "Spaten"


def test_changed_text__changes_the_row_of_its_language(site, load):
    load(LEAGUE % f"{ENGLISH}, {GERMAN}")
    before = descriptions()
    load(LEAGUE % "{language: de, text: Harken}, {language: en, text: Rakes}")
    after = descriptions()
    assert {code: pk for code, (pk, _text) in after.items()} == {
        code: pk for code, (pk, _text) in before.items()
    }
    assert {code: text for code, (_pk, text) in after.items()} == {"en": "Rakes", "de": "Harken"}


def test_row_left_out__is_deleted(site, load):
    load(LEAGUE % f"{ENGLISH}, {GERMAN}")
    english = descriptions()["en"]
    load(LEAGUE % ENGLISH)
    assert descriptions() == {"en": english}


def test_rows_left_out__are_all_deleted(site, load):
    load(LEAGUE % ENGLISH)
    load((LEAGUE % ENGLISH).replace(f"    descriptions: [{ENGLISH}]\n", ""))
    assert descriptions() == {}
    assert OrganisationName.objects.count() == 1


ARTICLE = """
articles.articleindexpage:
  en:/articles/: {title: Articles}
articles.articlepage:
  en:/articles/noon/:
    title: Noon
    bylines:
%s
"""
ADA = "      - {name: Ada, affiliations: [{text: Tap}, {text: Branch}]}\n"
BEA = "      - {name: Bea, role: translator}\n"


def bylines():
    article = ArticlePage.objects.get()
    return [
        (byline.name, [row.text for row in byline.affiliations.all()])
        for byline in article.bylines.all()
    ]


def test_rows_of_a_page__stand_in_the_order_of_the_file(site, load):
    load(ARTICLE % (BEA + ADA))
    assert bylines() == [("Bea", []), ("Ada", ["Tap", "Branch"])]
    load(ARTICLE % (ADA + BEA))
    assert bylines() == [("Ada", ["Tap", "Branch"]), ("Bea", [])]


def test_rows_of_a_page__keep_their_numbers(site, load):
    load(ARTICLE % (ADA + BEA))
    before = {row.text: row.pk for row in BylineAffiliation.objects.all()}
    ada = ArticlePage.objects.get().bylines.get(name="Ada").pk
    load(ARTICLE % (BEA + ADA.replace("{text: Branch}", "{text: Northern branch}")))
    article = ArticlePage.objects.get()
    assert article.bylines.get(name="Ada").pk == ada
    after = {row.text: row.pk for row in BylineAffiliation.objects.all()}
    assert after == {"Tap": before["Tap"], "Northern branch": before["Branch"]}


def test_rows_of_a_draft__are_in_its_revision(site, load):
    load((ARTICLE % ADA).replace("title: Noon", "title: Noon\n    state: draft"))
    page = ArticlePage.objects.get()
    assert not page.bylines.exists()
    draft = page.get_latest_revision_as_object()
    assert [row.text for row in draft.bylines.all()[0].affiliations.all()] == ["Tap", "Branch"]
    load(ARTICLE % ADA)
    assert bylines() == [("Ada", ["Tap", "Branch"])]


def test_rows_without_a_number_of_their_own__stand_in_the_order_of_the_file(site, load):
    load(
        LEAGUE.replace("descriptions: [%s]", "")
        + """
  branch: {kind: section, names: [{text: Branch, source: minutes}]}
organisations.event:
  founded:
    kind: founding
    source: minutes
    descriptions: [{title: Founded}]
    parties: [{organisation: league, role: founded}, {organisation: branch, role: joined}]
"""
    )
    assert [str(row.role) for row in Event.objects.get().parties.all()] == ["founded", "joined"]
