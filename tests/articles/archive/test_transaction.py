import pytest
from django.core.management import CommandError, call_command

from articles.archive.models import LoadedEntry
from organisations.models import Source


@pytest.mark.django_db(transaction=True)
def test_load__commits_everything_or_nothing(tmp_path, capsys):
    path = tmp_path / "test.yaml"
    path.write_text("organisations.source:\n  a: {title: A}\n  b: {kind: letter}\n")
    with pytest.raises(CommandError, match="title: This field cannot be blank"):
        call_command("loaddata", path, verbosity=0)
    assert not Source.objects.exists()
    path.write_text("organisations.source:\n  a: {title: A}\n")
    call_command("loaddata", path, verbosity=0)
    assert Source.objects.count() == 1
    assert LoadedEntry.objects.count() == 1
