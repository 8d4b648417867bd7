"""The way back: a dump brings an empty site to the same content, and says it in the same words."""

import re

import pytest
import yaml
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from wagtail.models import Page, PageViewRestriction, Site

from articles.archive.mistake import FixtureError
from articles.archive.models import LoadedEntry
from articles.archive.state import content_of
from articles.media.models import File
from articles.models import ArticlePage, DocumentPage, HomePage, PlainPage, TextPage
from articles.site import ensure_home
from organisations.models import Organisation, Source
from tests.articles.archive.conftest import counts, files_of
from tests.articles.blocks import factory as blocks

pytestmark = pytest.mark.django_db


@pytest.fixture
def dump(tmp_path, capsys):
    """Write a fixture with the given arguments; gives its content."""

    def dump(*arguments, name="dump"):
        path = tmp_path / f"{name}.yaml"
        call_command("dump_fixture", *arguments, "--output", str(path))
        return yaml.load(path.read_text(), yaml.BaseLoader)

    return dump


def words_of(client, address):
    """What a page says: without the drawing that its number gives it."""
    return re.sub(r"<svg.*?</svg>", "", client.get(address).content.decode(), flags=re.DOTALL)


class TestRoundTrip:
    def test_other_federation__comes_back(self, gardens, round_trip, capsys, client):
        before = words_of(client, "/en/articles/noon/")
        first, second = round_trip()
        assert first == second
        assert len(first[1]) == 2
        printed = capsys.readouterr().out
        assert "0 kept back" in printed
        assert words_of(client, "/en/articles/noon/") == before

    def test_what_editors_wrote__comes_back(self, gardens, round_trip):
        noon = ArticlePage.objects.get(slug="noon")
        noon.standfirst = "One: two # three\n\n  four “five”\n"
        noon.seo_title = "- NO"
        noon.change_kind = "wording"
        link = f'<a linktype="page" id="{noon.get_parent().pk}">up</a>'
        noon.body.append(("rich_text", f'<p data-block-key="a1b2c">Go {link}.</p>'))
        noon.body.append(("note", {"heading": "", "text": "<p>Dry.</p>"}))
        noon.save_revision().publish()
        content = content_of(ArticlePage.objects.get(slug="noon"))
        first, second = round_trip()
        assert first == second
        again = ArticlePage.objects.get(slug="noon")
        assert again.standfirst == noon.standfirst
        assert again.first_published_at == noon.first_published_at.replace(microsecond=0)
        assert content_of(again)[0]["body"][-1] == content[0]["body"][-1] == {
            "note": {"text": "<p>Dry.</p>"}
        }  # fmt: skip

    def test_every_block__comes_back(self, gardens, round_trip):
        noon = ArticlePage.objects.get(slug="noon")
        noon.body = blocks.whole()
        noon.change_kind = "wording"
        noon.save_revision().publish()
        before = noon.canonical_text
        first, second = round_trip()
        assert first == second
        again = ArticlePage.objects.get(slug="noon")
        assert again.canonical_text == before
        reading = [block.stream_block.reading_parts(block) for block in (noon.body, again.body)]
        assert reading[0] == reading[1]

    def test_dump__loaded_where_it_is_from_changes_nothing(self, gardens, dump, tmp_path, capsys):
        dump("--all")
        LoadedEntry.objects.all().delete()
        capsys.readouterr()
        call_command("loaddata", str(tmp_path / "dump.yaml"), verbosity=0)
        done = counts(capsys.readouterr().out)
        assert (done["added"], done["changed"], done["kept back"]) == (0, 0, 0)
        assert done["unchanged"] > 30

    def test_files_of_one_name__stay_apart(self, gardens, round_trip):
        for key in ("one", "two"):
            made = File(key=key, title=key)
            made.file.name = made.file.storage.save(f"{key}/notes.txt", ContentFile(key.encode()))
            made.save()
        first, second = round_trip()
        assert first == second
        assert (first[1]["notes.txt"], first[1]["two-notes.txt"]) == (b"one", b"two")
        assert File.objects.get(key="two").file.read() == b"two"

    def test_dump__again_is_the_same_file(self, gardens, dump, tmp_path):
        dump("--all", name="one")
        dump("--all", name="two")
        assert files_of(tmp_path / "one.yaml") == files_of(tmp_path / "two.yaml")


class TestChoice:
    def test_records__with_what_they_refer_to(self, gardens, dump):
        content = dump("--records", "organisations.relation:north-in-league")
        assert list(content["organisations.relation"]) == ["north-in-league"]
        assert set(content["organisations.organisation"]) == {"garden-league", "northern-branch"}
        assert set(content["organisations.territory"]) == {"no", "se"}
        # The rule book is a page, and stands below two others.
        assert list(content["articles.documentpage"]) == ["en:/library/rule-book/"]
        assert next(iter(content["articles.homepage"])) == "en:/"
        assert "articles.plainpage" not in content

    def test_records__of_a_model(self, gardens, dump):
        content = dump("--records", "articles.topic")
        assert list(content["articles.topic"]) == ["hoses", "water"]
        assert list(content) == ["articles.topic"]

    def test_pages__alone(self, gardens, dump):
        content = dump("--pages", "en:/about/")
        assert "en:/about/" in content["articles.plainpage"]
        assert "en:/about/tools/" not in content["articles.plainpage"]

    def test_pages__with_descendants(self, gardens, dump):
        content = dump("--pages", "en:/articles/", "--descendants")
        assert list(content["articles.articlepage"]) == [
            "en:/articles/answer/",
            "en:/articles/noon/",
            "en:/articles/unfinished/",
        ]

    def test_pages__chosen_are_enough_for_an_empty_site(self, gardens, dump, tmp_path, make_empty):
        dump("--pages", "en:/articles/noon/")
        make_empty()
        call_command("loaddata", str(tmp_path / "dump.yaml"), verbosity=0)
        assert [str(byline) for byline in ArticlePage.objects.get().bylines.all()] == [
            "A. Alder",
            "O. Oak",
        ]
        assert not DocumentPage.objects.filter(slug="answer").exists()

    @pytest.mark.parametrize(
        ("arguments", "reason"),
        [
            (["--records", "organisations.sauce"], "“organisations.sauce” is no model of records"),
            (["--records", "articles.plainpage"], "is no model of records"),
            (["--records", "articles.topic:x", "articles.topic:y"], "no articles.topic x"),
            (["--records", "articles.sitesettings:x"], "for the site “default” only"),
            (["--records", "members.user"], "Accounts are never written"),
            (["--pages", "about"], "“about” is no address"),
            (["--pages", "en:/gone/"], "There is no page en:/gone/."),
            ([], "Choose what to write"),
        ],
    )
    def test_wrong_choice__is_refused(self, gardens, dump, tmp_path, arguments, reason):
        with pytest.raises(CommandError, match=reason):
            dump(*arguments)
        assert not list(tmp_path.iterdir())

    def test_file_of_another_kind__is_refused(self, gardens, tmp_path):
        with pytest.raises(CommandError, match=r"ends in \.yaml"):
            call_command("dump_fixture", "--all", "-o", str(tmp_path / "dump.json"))

    def test_folder_that_is_not_there__is_refused(self, gardens, tmp_path):
        with pytest.raises(CommandError, match="No such file or directory"):
            call_command(
                "dump_fixture", "--records", "articles.topic", "-o", str(tmp_path / "no" / "x.yaml")
            )


class TestContent:
    def test_entry__says_only_what_is_not_the_default(self, gardens, dump):
        content = dump("--records", "organisations.body:water-committee")
        assert content["organisations.body"]["water-committee"] == {
            "organisation": "garden-league",
            "kind": "commission",
            "names": [{"text": "Water Committee", "source": "rulebook"}],
            "links": [
                {
                    "starts_on": "1921",
                    "source": "rulebook",
                    "kind": "elected_by",
                    "other": "delegates-assembly",
                }
            ],
        }

    def test_draft__is_written_as_one(self, gardens, dump):
        content = dump("--pages", "en:/articles/unfinished/")
        page = content["articles.articlepage"]["en:/articles/unfinished/"]
        assert page["state"] == "draft"
        assert page["standfirst"] == "It breaks off."
        assert page["topics"] == ["hoses", "water"]

    def test_live_page__is_written_as_readers_see_it(self, gardens, dump):
        noon = ArticlePage.objects.get(slug="noon")
        noon.title = "A draft"
        noon.save_revision()
        content = dump("--pages", "en:/articles/noon/")
        page = content["articles.articlepage"]["en:/articles/noon/"]
        assert page["title"] == "No hose at noon"
        assert "state" not in page

    def test_translation__names_its_original(self, gardens, dump):
        content = dump("--pages", "de:/ueber-uns/")
        assert content["articles.plainpage"]["de:/ueber-uns/"]["translation_of"] == "en:/about/"
        assert "translation_of" not in content["articles.plainpage"]["en:/about/"]

    def test_accounts__are_never_written(self, gardens, dump, tmp_path):
        account = get_user_model().objects.create_user("ada@example.org", "seven green beans")
        Page.objects.filter(slug="noon").update(owner=account)
        Source.objects.update()
        content = dump("--all")
        assert "members.user" not in content
        assert "ada@example.org" not in (tmp_path / "dump.yaml").read_text()

    def test_private_page__becomes_a_draft(self, gardens, dump, capsys):
        about = Page.objects.get(slug="about")
        PageViewRestriction.objects.create(page=about, restriction_type="login")
        pages = dump("--all")["articles.plainpage"]
        assert pages["en:/about/"]["state"] == "draft"
        assert pages["en:/about/"]["body"]
        assert pages["en:/about/tools/"]["state"] == "draft"  # stands below it
        assert "state" not in pages["de:/ueber-uns/"]
        told = capsys.readouterr().err
        assert "en:/about/ is written as a draft: not everybody may read it here." in told

    def test_alias__is_written_with_what_it_shows(self, gardens, dump):
        about = PlainPage.objects.get(slug="about")
        about.create_alias(update_slug="copy", parent=ensure_home("en"))
        pages = dump("--pages", "en:/", "--descendants")["articles.plainpage"]
        assert pages["en:/copy/"]["body"] == pages["en:/about/"]["body"]

    def test_file_that_is_gone__is_named(self, gardens, dump, tmp_path):
        made = File(key="gone", title="Gone")
        made.file.save("gone.txt", ContentFile(b"x"))
        made.file.storage.delete(made.file.name)
        with pytest.raises(CommandError, match=r"gone.*No such file"):
            dump("--records", "media.file:gone")
        assert not (tmp_path / "dump.yaml").exists()

    def test_text__is_for_people_to_read(self, gardens, dump, tmp_path):
        dump("--pages", "en:/about/")
        text = (tmp_path / "dump.yaml").read_text()
        assert "\n  en:/about/:\n    title: About the league\n" in text
        assert '<a page="en:/articles/noon/">the article on noon</a>' in text
        assert "      - rich_text: |-\n          <p>See " in text
        assert max(map(len, text.splitlines())) <= 120
        assert "\n\n\n" not in text


def test_page_elsewhere__can_not_be_named(gardens, dump):
    root = Page.objects.get(depth=1)
    other = root.add_child(instance=PlainPage(title="Elsewhere", slug="elsewhere"))
    Source.objects.create(key="elsewhere", title="Elsewhere", page=other)
    with pytest.raises(CommandError, match="/elsewhere/ has no address that a fixture can name"):
        dump("--records", "organisations.source:elsewhere")


def test_make_empty__leaves_a_site_without_content(gardens, make_empty):
    make_empty()
    assert not Organisation.objects.exists()
    assert not TextPage.objects.exists()
    assert HomePage.objects.filter(live=True).count() == 11
    assert Site.objects.get(is_default_site=True).root_page.specific == ensure_home("en")
    with pytest.raises(FixtureError):
        call_command("loaddata", "demonstration", verbosity=0)
