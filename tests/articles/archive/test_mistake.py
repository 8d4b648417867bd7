"""Wrong files: each is refused as a whole, with file, line and reason, and changes nothing."""

import pytest
from django.core.management import CommandError, call_command

from articles.archive.mistake import FixtureError
from articles.archive.models import LoadedEntry
from articles.models import PlainPage
from organisations.models import Source
from tests.articles.archive.conftest import rows

pytestmark = pytest.mark.django_db

SOURCE = "organisations.source:\n  minutes: {title: Minutes}\n"
ORGANISATION = (
    SOURCE
    + """
organisations.organisation:
  league:
    kind: union
    names:
      - {text: League, source: minutes}
"""
)

WRONG = {
    "bad YAML": (
        "organisations.source:\n  one: {title: One\n  two: {title: Two}\n",
        ["test.yaml:3: bad YAML: while parsing a flow mapping, did not find expected ',' or '}'."],
    ),
    "a tab": (
        "organisations.source:\n\tone: {title: One}\n",
        [
            "test.yaml:2: bad YAML: while scanning for the next token, "
            "found character that cannot start any token."
        ],
    ),
    "a control character": (
        "organisations.source:\n  one: {title: O\x07ne}\n",
        ["test.yaml:2: bad YAML: control characters are not allowed."],
    ),
    "not UTF-8": (
        "organisations.source:\n  one: {title: Größe}\n".encode("latin-1"),
        ["test.yaml:2: the file is not in UTF-8."],
    ),
    "an anchor": (
        "organisations.source:\n  one: &one {title: One}\n  two: *one\n",
        ["test.yaml:3: anchors and aliases (&, *) are no part of the format."],
    ),
    "a tag": (
        "organisations.figure:\n  one: {lower: !!int 3}\n",
        ["test.yaml:2: the tag tag:yaml.org,2002:int is no part of the format."],
    ),
    "a list at the top": (
        "- organisations.source\n",
        ["test.yaml:1: a mapping (name: value) is expected here."],
    ),
    "an entry that is a text": (
        "organisations.source:\n  one: One\n",
        ["test.yaml:2: a mapping (name: value) is expected here."],
    ),
    "a list as a name": (
        "organisations.source:\n  [a, b]: {title: One}\n",
        ["test.yaml:2: a name is expected here, no list or mapping."],
    ),
    "a key twice": (
        "organisations.source:\n  one: {title: One}\n  two: {title: Two}\n  one: {title: Three}\n",
        ["test.yaml:4: “one” stands here a second time, after line 2."],
    ),
    "a field twice": (
        "organisations.source:\n  one:\n    title: One\n    title: Two\n",
        ["test.yaml:4: “title” stands here a second time, after line 3."],
    ),
    "an unknown model": (
        "organisations.sauce:\n  one: {title: One}\n",
        ["test.yaml:1: unknown model “organisations.sauce”. Did you mean “organisations.source”?"],
    ),
    "no model": ("source:\n  one: {title: One}\n", ["test.yaml:1: unknown model “source”."]),
    "a model that is not for fixtures": (
        "auth.group:\n  editors: {name: Editors}\n",
        ["test.yaml:1: records of the model “auth.group” can't stand in a fixture."],
    ),
    "a page of no type": (
        "articles.textpage:\n  en:/x/: {title: X}\n",
        ["test.yaml:1: records of the model “articles.textpage” can't stand in a fixture."],
    ),
    "an unknown field": (
        SOURCE + "  letter: {titel: Letter}\n",
        ["test.yaml:3: unknown field “titel” of organisations.source. Did you mean “title”?"],
    ),
    "a field that editors don't set": (
        SOURCE + "  letter: {title: Letter, dated_on_earliest: '2019-01-01'}\n",
        ["test.yaml:3: unknown field “dated_on_earliest” of organisations.source."],
    ),
    "a primary key": (
        SOURCE + "  letter: {title: Letter, id: '7'}\n",
        ["test.yaml:3: unknown field “id” of organisations.source."],
    ),
    "a tree path": (
        "articles.plainpage:\n  en:/about/: {title: About, path: '00010001'}\n",
        ["test.yaml:2: unknown field “path” of articles.plainpage."],
    ),
    "an unknown field in a row": (
        ORGANISATION + "      - {name: Bund, source: minutes, text: x}\n",
        ["test.yaml:9: unknown field “name” of organisations.organisationname."],
    ),
    "an unknown choice": (
        SOURCE + "  letter: {title: Letter, kind: leter}\n",
        [
            "test.yaml:3: kind: “leter” is none of the choices: "
            "document, letter, minutes, page, web. Did you mean “letter”?"
        ],
    ),
    "a bad date": (
        SOURCE + "  letter:\n    title: Letter\n    dated_on: 21 July 2019\n",
        [
            "test.yaml:5: dated_on: “21 July 2019” can’t be read as a date; write 2019-07-21, "
            "2019-07, 2019, 199X (the 1990s), 2019~ (about), 2019? (perhaps), [1990..1993] "
            "(between), [..1990] (or earlier), [1990..] (or later), .. (an end still open) or "
            "nothing (not known)."
        ],
    ),
    "no such day": (
        SOURCE + "  letter: {title: Letter, dated_on: '2019-02-30'}\n",
        [
            "test.yaml:3: dated_on: “2019-02-30”: there is no such day in the calendar "
            "(years go from 0001 to 9999)."
        ],
    ),
    "an open start": (
        SOURCE + "organisations.organisation:\n  league: {kind: union, starts_on: ..}\n",
        [
            "test.yaml:4: starts_on: Two dots (..) are for an end; "
            "leave this empty if it is not known."
        ],
    ),
    "a number in words": (
        ORGANISATION + "organisations.figure:\n"
        "  many: {subject: league, measure: members, lower: many, source: minutes}\n",
        ["test.yaml:10: lower: “many” value must be an integer."],
    ),
    "yes for true": (
        "organisations.person:\n  ada: {sort_name: Ada, is_public: yes}\n",
        ["test.yaml:2: is_public: “yes” is neither “true” nor “false”."],
    ),
    "a list where a text is expected": (
        "organisations.source:\n  one:\n    title: [One]\n",
        ["test.yaml:3: a single value is expected here."],
    ),
    "a text where a list is expected": (
        ORGANISATION.replace("      - {text: League, source: minutes}", "      League"),
        ["test.yaml:7: a list is expected here."],
    ),
    "a dangling reference": (
        ORGANISATION.replace("source: minutes}", "source: minuets}"),
        ["test.yaml:8: there is no organisations.source minuets. Did you mean “minutes”?"],
    ),
    "a dangling address": (
        "organisations.source:\n  one: {title: One, page: en:/nowhere/}\n",
        ["test.yaml:2: there is no page en:/nowhere/."],
    ),
    "an address without a language": (
        "organisations.source:\n  one: {title: One, page: /about/}\n",
        [
            "test.yaml:2: “/about/” is no address of a page: write the language and the way from "
            "its home, such as en:/articles/title/."
        ],
    ),
    "a page called by its title": (
        "articles.plainpage:\n  About us: {title: About us}\n",
        [
            "test.yaml:2: “About us” is no address of a page: write the language and the way from "
            "its home, such as en:/articles/title/."
        ],
    ),
    "a reference to a page of the wrong type": (
        "articles.plainpage:\n  en:/about/: {title: About}\n"
        "articles.homepage:\n  en:/: {title: Home, lead: en:/about/}\n",
        [
            "test.yaml:4: en:/about/ is of the type articles.plainpage, "
            "and articles.textpage is needed here."
        ],
    ),
    "a required reference left out": (
        "organisations.body:\n  council: {kind: executive}\n",
        ["test.yaml:2: the field “organisation” is missing."],
    ),
    "a required reference left empty": (
        "organisations.body:\n  council: {kind: executive, organisation: ''}\n",
        ["test.yaml:2: organisation: a name is needed here."],
    ),
    "a required text left out": (
        "organisations.source:\n  one: {kind: letter}\n",
        ["test.yaml:2: title: This field cannot be blank."],
    ),
    "a text that is too long": (
        "organisations.source:\n  one:\n    kind: letter\n    title: " + 256 * "x" + "\n",
        ["test.yaml:4: title: Ensure this value has at most 255 characters (it has 256)."],
    ),
    "a key that is none": (
        "organisations.source:\n  First minutes: {title: Minutes}\n",
        [
            "test.yaml:2: key: Enter a valid “slug” consisting of letters, numbers, "
            "underscores or hyphens."
        ],
    ),
    "an end before the start": (
        SOURCE + "organisations.organisation:\n  league:\n    kind: union\n"
        "    starts_on: '1990'\n    ends_on: '1980'\n",
        ["test.yaml:7: ends_on: The end (1980) lies before the start (1990)."],
    ),
    "two things where one is allowed": (
        ORGANISATION + "organisations.post:\n  keeper: {}\n",
        ["test.yaml:10: A post is in a body or in an organisation, not both."],
    ),
    "a wrong row": (
        ORGANISATION + "    contacts:\n      - {kind: site, value: ''}\n",
        ["test.yaml:10: contacts: value: This field cannot be blank."],
    ),
    "a row inside of a row": (
        "articles.articleindexpage:\n  en:/articles/: {title: Articles}\n"
        "articles.articlepage:\n  en:/articles/x/:\n    title: X\n    bylines:\n"
        "      - name: A\n        affiliations:\n          - {text: ''}\n",
        ["test.yaml:9: affiliations: text: This field cannot be blank."],
    ),
    "a circle that can't be made": (
        SOURCE + "organisations.organisation:\n  league: {kind: union}\n"
        "organisations.body:\n"
        "  a: {organisation: league, kind: executive, "
        "links: [{kind: elected_by, other: b, source: minutes}]}\n"
        "  b: {organisation: league, kind: executive, "
        "links: [{kind: elected_by, other: a, source: minutes}]}\n",
        ["test.yaml:6: links: other: “elected by” would run in a circle: “b” leads back here."],
    ),
    "a page whose parent is missing": (
        "articles.plainpage:\n  en:/nowhere/about/: {title: About}\n",
        ["test.yaml:2: there is no page en:/nowhere/ for it to stand below."],
    ),
    "a parent of the wrong type": (
        "articles.plainpage:\n  en:/about/: {title: About}\n"
        "articles.articlepage:\n  en:/about/article/: {title: Article}\n",
        [
            "test.yaml:4: no page of the type articles.articlepage may be made below en:/about/ "
            "(articles.plainpage)."
        ],
    ),
    "a second page of which there is one": (
        "articles.articleindexpage:\n  en:/articles/: {title: A}\n  en:/more/: {title: B}\n",
        [
            "test.yaml:3: no page of the type articles.articleindexpage may be made below en:/ "
            "(articles.homepage)."
        ],
    ),
    "a home of another type": (
        "articles.plainpage:\n  en:/: {title: Home}\n",
        ["test.yaml:2: en:/ is a home, and so of the type articles.homepage."],
    ),
    "a language that the site doesn't have": (
        "articles.homepage:\n  tlh:/: {title: juH}\n",
        [
            "test.yaml:2: “tlh” is none of the site's languages: "
            "en, fr, es, pt, de, ru, ar, ur, zh-hans, si, ta."
        ],
    ),
    "a page without a title": (
        "articles.plainpage:\n  en:/about/: {standfirst: All about it}\n",
        ["test.yaml:2: title: This field cannot be blank."],
    ),
    "an unknown state": (
        "articles.plainpage:\n  en:/about/: {title: About, state: life}\n",
        ["test.yaml:2: state: “life” is none of the choices: live, draft, submitted."],
    ),
    "an unknown block": (
        "articles.plainpage:\n  en:/about/:\n    title: About\n    body:\n"
        "      - rich_text: <p>Yes</p>\n      - richtext: <p>No</p>\n",
        [
            "test.yaml:6: unknown type of block “richtext”; there are rich_text, heading, "
            "quotation, pull_quote, points, interview, verse, note, picture, pictures, video, "
            "file, table, call_to_action. Did you mean “rich_text”?"
        ],
    ),
    "an unknown part of a block": (
        "articles.plainpage:\n  en:/about/:\n    title: About\n    body:\n"
        "      - heading:\n          text: Tools\n          size: '2'\n",
        ["test.yaml:7: unknown part “size” of the block “heading”; there are text, level, anchor."],
    ),
    "two blocks in one": (
        "articles.plainpage:\n  en:/about/:\n    title: About\n    body:\n"
        "      - rich_text: <p>Yes</p>\n        pull_quote: Yes\n",
        ["test.yaml:5: one block is expected here, as “type: value”."],
    ),
    "a block left empty": (
        "articles.plainpage:\n  en:/about/:\n    title: About\n    body:\n"
        "      - rich_text: <p>Yes</p>\n      - heading: {text: ''}\n",
        ["test.yaml:6: body text: This field is required."],
    ),
    "a wrong choice in a block": (
        "articles.plainpage:\n  en:/about/:\n    title: About\n    body:\n"
        "      - heading: {text: Tools, level: '9'}\n",
        ["test.yaml:5: level: Select a valid choice. 9 is not one of the available choices."],
    ),
    "a link that leads nowhere": (
        "articles.plainpage:\n  en:/about/:\n    title: About\n    body:\n"
        '      - rich_text: <p><a page="en:/gone/">there</a></p>\n',
        ["test.yaml:5: there is no page en:/gone/."],
    ),
    "a link by number": (
        "articles.plainpage:\n  en:/about/:\n    title: About\n    body:\n"
        '      - rich_text: <p><a linktype="page" id="3">there</a></p>\n',
        [
            'test.yaml:5: “<a linktype="page" id="3">” leads to a number: '
            'write <a page="…"> with the name.'
        ],
    ),
    "a picture that is missing": (
        "media.picture:\n  tap: {title: Tap, file: tap.png}\n",
        ["test.yaml:2: file: there is no test.files/tap.png beside this."],
    ),
    "a file elsewhere": (
        "media.file:\n  keys: {title: Keys, file: ../secret.txt}\n",
        ["test.yaml:2: file: the name of a file is needed here."],
    ),
    "settings of another site": (
        "articles.sitesettings:\n  second: {menu_items: []}\n",
        ["test.yaml:2: settings are kept for the site “default” only, not “second”."],
    ),
    "a role that is none": (
        "members.user:\n  ada@example.org: {groups: [Editor]}\n",
        ["test.yaml:2: there is no auth.group Editor. Did you mean “Editors”?"],
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_load__refuses_a_wrong_file(name, site, refusal):
    content, lines = WRONG[name]
    before = rows()
    assert refusal(content) == lines
    assert rows() == before


def test_load__names_the_entry_that_the_database_refuses(site, refusal):
    before = rows()
    (line,) = refusal(ORGANISATION + "      - {text: Other, source: minutes}\n")
    assert line.startswith("test.yaml:5: the database refuses it: ")
    assert rows() == before


def test_load__names_several_mistakes_at_once(site, refusal):
    lines = refusal(
        "organisations.source:\n  one: {titel: One}\n  two: {title: Two, kind: x, dated_on: y}\n"
        "organisations.body:\n  council: {kind: executive}\n"
    )
    assert [line.partition(" ")[0] for line in lines] == [
        "test.yaml:2:",
        "test.yaml:3:",
        "test.yaml:3:",
        "test.yaml:5:",
    ]


def test_load__stops_after_twenty_mistakes(site, refusal):
    entries = "".join(f"  s{number}: {{titel: x}}\n" for number in range(30))
    lines = refusal(f"organisations.source:\n{entries}")
    assert len(lines) == 21
    assert lines[-1] == "… and more."


def test_load__refuses_one_name_in_two_files(site, refusal):
    before = rows()
    assert refusal(first=SOURCE, second=f"# more\n{SOURCE}") == [
        "second.yaml:3: “minutes” is an entry already, at first.yaml:2."
    ]
    assert rows() == before


def test_load__refuses_one_address_for_two_types(site, refusal):
    assert refusal(
        "articles.plainpage:\n  en:/a/: {title: A}\n"
        "articles.articleindexpage:\n  en:/a/: {title: A}\n"
    ) == ["test.yaml:4: “en:/a/” is an entry already, at test.yaml:2."]


def test_load__refuses_accounts_that_differ_in_case_only(site, refusal):
    assert refusal("members.user:\n  Ada@example.org: {}\n  ada@example.org: {}\n") == [
        "test.yaml:3: “ada@example.org” is an entry already, at test.yaml:2."
    ]


def test_load__takes_back_right_files_with_a_wrong_one(site, refusal):
    before = rows()
    page = "articles.plainpage:\n  en:/about/: {title: About}\n"
    assert refusal(first=SOURCE, second=page, third="organisations.event:\n  a: {kind: split}\n")
    assert rows() == before
    assert not PlainPage.objects.exists()


def test_load__after_a_failed_one_knows_nothing_of_it(site, load, refusal):
    refusal(first=SOURCE, second="organisations.body:\n  council: {kind: executive}\n")
    load("organisations.source:\n  other: {title: Other}\n")
    assert list(Source.objects.values_list("key", flat=True)) == ["other"]
    assert list(LoadedEntry.objects.values_list("key", flat=True)) == ["other"]


def test_load__after_bad_yaml_knows_nothing_of_the_file_before(site, load, refusal):
    refusal(first=SOURCE, second="a: [")
    load("organisations.source:\n  other: {title: Other}\n")
    assert list(Source.objects.values_list("key", flat=True)) == ["other"]


def test_load__removes_files_of_a_failed_load(site, refusal, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "media"
    (tmp_path / "test.files").mkdir()
    (tmp_path / "test.files" / "plan.txt").write_text("beds")
    assert refusal(
        "media.file:\n  plan: {title: Plan, file: plan.txt}\n"
        "articles.plainpage:\n  en:/a/: {title: A, body: [{heading: {text: ''}}]}\n"
    )
    assert not [path for path in (tmp_path / "media").rglob("*") if path.is_file()]


def test_load__refuses_the_demonstration_where_it_is_not_allowed(site, settings, refusal):
    settings.DEMONSTRATION_ALLOWED = False
    before = rows()
    assert refusal(first=SOURCE, demonstration="members.user:\n  a@example.org: {}\n") == [
        "demonstration.yaml:1: illustrative content is not allowed on this site."
    ]
    assert rows() == before


def test_load__loads_the_demonstration_where_it_is_allowed(site, load):
    load(demonstration=SOURCE)
    assert Source.objects.count() == 1


def test_load__of_an_empty_file_changes_nothing(site, load):
    before = rows()
    with pytest.warns(RuntimeWarning, match="No fixture data found"):
        load("# nothing yet\n")
    assert rows() == before


def test_dumpdata__leads_to_the_command_that_writes_the_format(site):
    with pytest.raises(CommandError, match="dump_fixture"):
        call_command("dumpdata", "organisations.source", format="yaml")


def test_error__is_one_that_commands_print():
    assert issubclass(FixtureError, CommandError)
