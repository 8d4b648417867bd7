"""A fixture brings a live statement only together with its decision and source."""

import pytest

from articles.archive.mistake import FixtureError
from articles.models import Adoption, StatementPage

RECORDS = """
organisations.source:
  minutes: {title: Minutes}
organisations.organisation:
  league: {kind: union, names: [{text: League, source: minutes}]}
organisations.body:
  council:
    organisation: league
    kind: executive
    names: [{text: Council, source: minutes}]
  board:
    organisation: league
    kind: executive
    names: [{text: Board, source: minutes}]
articles.statementindexpage:
  en:/statements/: {title: Statements}
articles.statementpage:
  en:/statements/water/:
    title: Water
    issued_by: council
"""
DECISION = """
organisations.decision:
  on-water:
    body: council
    mode: historical
    title: On water
    decided_on: "1951-05-01"
    result: adopted
    source: minutes
"""
ADOPTION = """
articles.adoption:
  water: {text: en:/statements/water/, decision: on-water}
"""


def test_with_decision_and_source__it_is_live_and_says_so(site, load, client):
    load(RECORDS + DECISION + ADOPTION)
    statement = StatementPage.objects.get()
    assert statement.live
    assert Adoption.objects.get().version.text_hash == statement.text_hash
    assert "1951" in client.get(statement.url).content.decode()


@pytest.mark.parametrize(
    "text",
    [
        RECORDS,
        RECORDS + DECISION,
        RECORDS + DECISION.replace("result: adopted", "result: rejected") + ADOPTION,
        RECORDS + DECISION.replace("body: council", "body: board") + ADOPTION,
        RECORDS
        + DECISION.replace("mode: historical", "mode: circulation").replace("source: minutes", "")
        + ADOPTION,
        RECORDS + DECISION + ADOPTION.replace("on-water}", "on-water, text_hash: 'v1:0'}"),
    ],
    ids=[
        "no decision",
        "no adoption",
        "rejected",
        "of another body",
        "no source",
        "other words",
    ],
)
def test_without__nothing_is_loaded(site, load, text):
    with pytest.raises(FixtureError, match="decision"):
        load(text)
    assert not StatementPage.objects.filter(live=True).exists()
