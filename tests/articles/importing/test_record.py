import json

from articles.importing.record import Author, Block, Comment, Dropped, Finding, Place, Record

ABSENT = {
    "source": "a.txt",
    "reader": "plain text",
    "title": None,
    "kicker": None,
    "standfirst": None,
    "authors": [],
    "author_note": None,
    "dates": [],
    "publication": {"name": None, "url": None, "identifier": None, "section": None, "rights": None},
    "language": None,
    "status": None,
    "topics": [],
    "blocks": [],
    "comments": [],
    "findings": [],
    "dropped": [],
    "provenance": {},
}


def test_absent_values_are_null_or_empty_lists():
    assert Record("a.txt", "plain text").to_json() == ABSENT


def test_parts_have_all_documented_keys():
    record = Record(
        "a.txt",
        "plain text",
        authors=(Author("Ada Alder", affiliations=("League of Gardeners",)),),
        blocks=(Block("table", rows=(("a", "b"), ("c", "d"))),),
        comments=(Comment(author="Ben", text="Yes."),),
        findings=(Finding("lost", "date", 3, "Date", None, "no value"),),
        dropped=(Dropped("share", "Share this"),),
        provenance={"title": Place(line=1)},
    ).to_json()

    assert record["authors"] == [
        {
            "name": "Ada Alder",
            "affiliations": ["League of Gardeners"],
            "former_affiliations": [],
            "role": None,
        }
    ]
    assert record["blocks"] == [
        {
            "type": "table",
            "level": None,
            "text": None,
            "attribution": None,
            "caption": None,
            "credit": None,
            "items": [],
            "rows": [["a", "b"], ["c", "d"]],
        }
    ]
    assert record["comments"] == [
        {
            "author": "Ben",
            "url": None,
            "depth": 0,
            "parent": None,
            "kind": "comment",
            "text": "Yes.",
            "note": None,
        }
    ]
    assert record["findings"] == [
        {
            "class": "lost",
            "kind": "date",
            "line": 3,
            "before": "Date",
            "after": None,
            "evidence": "no value",
        }
    ]
    assert record["dropped"] == [{"kind": "share", "text": "Share this"}]
    assert record["provenance"] == {"title": {"line": 1, "place": None, "confidence": "stated"}}
    assert json.loads(json.dumps(record)) == record
