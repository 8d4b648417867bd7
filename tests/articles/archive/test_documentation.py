import re
from pathlib import Path

from django.conf import settings

from articles.archive.entry import entries_in
from articles.archive.mistake import Mistakes
from articles.archive.reading import read


def test_example__has_the_form_that_it_explains():
    text = (Path(settings.BASE_DIR) / "docs" / "fixture-format.md").read_text()
    (example,) = re.findall(r"```yaml\n(.*?)```", text, flags=re.DOTALL)
    mistakes = Mistakes()
    entries = list(entries_in(read(example, "example", mistakes), None, mistakes))
    for entry in entries:
        entry.read(mistakes)
    mistakes.refuse()
    assert [str(entry) for entry in entries] == [
        "organisations.source rulebook",
        "organisations.body assembly",
        "articles.articlepage en:/articles/noon/",
    ]
