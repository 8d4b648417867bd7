"""The fixtures that come with the program: loaded, written, loaded again."""

import yaml
from django.conf import settings
from django.core.management import call_command
from wagtail.models import Locale

from tests.articles.archive.conftest import counts, rows

FIXTURES = ("organisations", "texts", "demonstration")


def test_load__again_changes_nothing(loaded, capsys):
    before = rows()
    capsys.readouterr()
    call_command("loaddata", *FIXTURES, verbosity=0)
    done = counts(capsys.readouterr().out)
    assert (done["added"], done["changed"], done["kept back"]) == (0, 0, 0)
    assert done["unchanged"] > 150
    assert rows() == before


def test_dump__comes_back(loaded, round_trip):
    first, second = round_trip()
    assert first == second


def test_dump__is_in_a_fixed_order(loaded, tmp_path):
    call_command("dump_fixture", "--all", "-o", str(tmp_path / "dump.yaml"))
    content = yaml.load((tmp_path / "dump.yaml").read_text(), yaml.BaseLoader)
    keys = list(content["organisations.organisation"])
    assert keys == sorted(keys)
    languages = [address.partition(":")[0] for address in content["articles.homepage"]]
    assert languages == [code for code, _name in settings.LANGUAGES]
    assert set(languages) == set(Locale.objects.values_list("language_code", flat=True))
