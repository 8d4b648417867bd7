"""What the tests of fixtures share: loading a file, and seeing what that did."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction
from wagtail.models import Collection, Locale, Page, Site

from articles.archive.mistake import FixtureError

OTHER = Path(__file__).parents[2] / "fixtures_other"


@pytest.fixture
def load(tmp_path, capsys):
    """Load texts as fixtures in one `loaddata`; gives what was printed.

    `load("…")` is test.yaml; `load(first="…", second="…")` are several files.
    """

    def load(text=None, /, **texts):
        if text is not None:
            texts = {"test": text}
        paths = []
        for name, content in texts.items():
            path = tmp_path / f"{name}.yaml"
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
            paths.append(str(path))
        capsys.readouterr()
        call_command("loaddata", *paths, verbosity=0)
        return capsys.readouterr().out

    return load


@pytest.fixture
def refusal(load, tmp_path):
    """Load what is wrong, and give the lines that say why, without the folder."""

    def refusal(text=None, /, **texts):
        with pytest.raises(FixtureError) as caught:
            load(text, **texts)
        return str(caught.value).replace(f"{tmp_path}/", "").splitlines()

    return refusal


@pytest.fixture(scope="module")
def shared_gardens(shared_site, django_db_blocker):
    """The made-up league of gardens, loaded once for all tests of a module.

    No test of such a module may be transactional, or ask for `loaded`.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("loaddata", OTHER / "gardens.yaml", OTHER / "pages.yaml", verbosity=0)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def gardens(shared_gardens, site, capsys):
    """The made-up league of gardens."""
    capsys.readouterr()
    return site


def counts(printed):
    """The counts of a load by name."""
    line = re.search(r"Fixtures: .*", printed)[0]
    return {name: int(number) for number, name in re.findall(r"(\d+) ([a-z ]+)[,.]", line)}


def rows():
    """All rows of the database, by table."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.django_table_names(only_existing=True):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found[table] = sorted(map(repr, cursor.fetchall()))
    return found


@pytest.fixture
def make_empty(settings, tmp_path):
    """Take away all content, as on a site that has just been set up."""

    def make_empty():
        settings.MEDIA_ROOT = tmp_path / "media"
        for model in apps.get_models(include_auto_created=True):
            if model._meta.app_label not in {"auth", "contenttypes"} and not model._meta.proxy:
                queryset = model._base_manager.all()
                queryset._raw_delete(queryset.db)
        Locale.objects.create(language_code="en")
        Page.add_root(instance=Page(title="Root", slug="root"))
        Collection.add_root(instance=Collection(name="Root"))
        Site.clear_site_root_paths_cache()
        call_command("setup_site", verbosity=0)

    return make_empty


@pytest.fixture
def round_trip(make_empty, tmp_path):
    """Dump everything, load it into an empty site, dump again; gives both dumps."""

    def round_trip():
        first, second = tmp_path / "first.yaml", tmp_path / "second.yaml"
        call_command("dump_fixture", "--all", "-o", str(first))
        before = files_of(first)
        make_empty()
        call_command("loaddata", str(first), verbosity=0)
        call_command("dump_fixture", "--all", "-o", str(second))
        return before, files_of(second)

    return round_trip


def files_of(path):
    """A fixture and what lies beside it: names and bytes."""
    folder = path.with_name(f"{path.stem}.files")
    beside = {each.name: each.read_bytes() for each in folder.iterdir()} if folder.exists() else {}
    return path.read_text(), beside
