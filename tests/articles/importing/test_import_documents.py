import io
import json

import pytest
from django.core.management import CommandError, call_command

from articles.importing.models import ImportedText
from articles.models import ArticleIndexPage, LibraryIndexPage, TextPage
from tests.articles.factory import index_page

WEEK = "A week at the gates\n\nby Ada Alder\n\nPublished on\n\nThey held the gates for a week.\n"
TOWN = "The town fed them, and nobody went hungry in all that time.\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "week.txt").write_text(WEEK)
    (tmp_path / "town.txt").write_text(TOWN)
    return tmp_path


@pytest.fixture
def indexes(site):
    index_page(ArticleIndexPage, "articles")
    index_page(LibraryIndexPage, "library")


def run(*args, **options):
    out = io.StringIO()
    call_command("import_documents", *map(str, args), stdout=out, **options)
    return out.getvalue()


class TestDryRun:
    def test_prints_the_records_as_json__without_a_database(self, folder):
        records = json.loads(
            run(folder / "week.txt", folder / "town.txt", "--dry-run", format="json")
        )

        assert [record["title"] for record in records] == ["A week at the gates", None]
        assert records[0]["source"] == str(folder / "week.txt")
        assert records[0]["findings"][0]["class"] == "lost"

    def test_says_for_each_file_what_was_found_and_what_is_missing(self, folder):
        out = run(folder / "week.txt", folder / "town.txt", "--dry-run")

        assert "week.txt: read" in out
        assert "found: title “A week at the gates”, author Ada Alder, 1 paragraph" in out
        assert "missing: date, publication, address, language" in out
        assert "lost: date, line 5: the label has no value" in out
        assert "missing: title, author, date" in out
        assert out.endswith("2 files: 2 read\n")

    def test_leaves_letters_of_all_scripts_readable(self, folder):
        (folder / "week.txt").write_text("国际主义\n\n作者：李明\n\n码头工人开始罢工。\n")
        assert "国际主义" in run(folder / "week.txt", "--dry-run", format="json")


@pytest.mark.usefixtures("indexes")
class TestImport:
    def test_makes_a_draft_of_each_file(self, folder):
        out = run(folder / "week.txt", folder / "town.txt")

        assert (
            "week.txt: draft made: “A week at the gates”, en:/articles/a-week-at-the-gates/" in out
        )
        assert "town.txt: draft made: “Untitled (town.txt)”, en:/library/untitled-" in out
        assert out.endswith("2 files: 2 draft made\n")
        assert not TextPage.objects.filter(imports__isnull=False, live=True).exists()

    def test_second_time_changes_nothing(self, folder):
        run(folder / "week.txt")
        out = run(folder / "week.txt")
        assert "week.txt: unchanged" in out
        assert ImportedText.objects.count() == 1

    def test_same_file_twice_in_one_run_is_one_draft(self, folder):
        out = run(folder / "week.txt", folder / "week.txt")
        assert out.endswith("2 files: 1 draft made, 1 unchanged\n")

    def test_place_can_be_named(self, folder):
        assert "en:/library/" in run(folder / "week.txt", under="en:/library/")

    def test_broken_files_are_named_and_the_others_come_in(self, folder):
        (folder / "broken.txt").write_bytes(b"\0\1\2")
        with pytest.raises(CommandError) as caught:
            run(folder / "none.txt", folder / "week.txt", folder / "broken.txt")

        assert str(caught.value).splitlines() == [
            f"{folder}/none.txt: there is no such file",
            f"{folder}/broken.txt: is a binary file, not plain text",
        ]
        assert caught.value.returncode != 0
        assert ImportedText.objects.get().page.title == "A week at the gates"

    def test_a_folder_comes_in__but_for_the_file_that_is_broken(self, folder):
        (folder / "broken.html").write_text("<div>" * 9000)
        (folder / "picture.png").write_bytes(b"\x89PNG")
        with pytest.raises(CommandError, match=r"broken\.html: its elements lie more than"):
            run(folder)
        assert ImportedText.objects.count() == 2

    def test_draft_that_is_refused_holds_up_no_other(self, folder, monkeypatch):
        from articles.importing import draft

        right = draft.title_of
        monkeypatch.setattr(
            draft, "title_of", lambda record: right(record) if record.title else " "
        )
        with pytest.raises(CommandError, match=r"town\.txt: the draft is refused"):
            run(folder / "town.txt", folder / "week.txt")
        assert ImportedText.objects.get().page.title == "A week at the gates"

    def test_wrong_place_is_one_clear_line_and_nothing_comes_in(self, folder):
        with pytest.raises(CommandError, match="en:/nowhere/: there is no page “nowhere”"):
            run(folder / "week.txt", under="en:/nowhere/")
        assert not ImportedText.objects.exists()


def test_missing_index_is_told_for_each_file(site, folder):
    ArticleIndexPage.objects.all().delete()
    with pytest.raises(CommandError, match=r"week\.txt: there is no article index in “en”"):
        run(folder / "week.txt")
