"""Every language of the site has a catalogue that holds every text and compiles."""

import gettext
import string

import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils import translation
from django.utils.translation import to_locale

from config import catalogues

LOCALES = [to_locale(code) for code, _name in settings.LANGUAGES if code != "en"]


@pytest.fixture
def elsewhere(monkeypatch, tmp_path):
    """A project of one template and one module, and no catalogue yet."""
    monkeypatch.setattr(catalogues, "ROOT", tmp_path)
    monkeypatch.setattr(catalogues, "LOCALES", tmp_path / "locale")
    monkeypatch.setattr(catalogues, "TRANSLATIONS", ("si", "ar"))
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text(
        "{% load i18n %}\n    {% translate 'Read' %}{# Translators: a verb #}\n"
        "  {% blocktranslate trimmed count n=n %}\n   {{ n }} text\n   {% plural %}\n"
        "   {{ n }} texts\n  {% endblocktranslate %}\n"
        "{% translate 'May' context 'month' %} 100 % it's {{ _('Filter') }}\n",
        encoding="utf-8",
    )
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "model.py").write_text(
        "name = _('name')\nhelp = gettext_lazy('help')\n"
        "month = pgettext_lazy('month', 'March')\nmany = ngettext_lazy('a vote', 'votes', 2)\n",
        encoding="utf-8",
    )
    return tmp_path


def test_the_settings_and_the_catalogues_name_the_same_languages():
    assert sorted(LOCALES) == sorted(catalogues.TRANSLATIONS)


@pytest.mark.parametrize("locale", LOCALES)
class TestCatalogue:
    def read(self, locale):
        with catalogues.path_of(locale).open("rb") as file:
            return read_po(file, locale=locale, abort_invalid=True)

    def test_it_compiles_and_no_entry_is_a_guess(self, locale):
        catalogue = self.read(locale)
        assert not [message.id for message in catalogue if message.fuzzy and message.id]
        with catalogues.path_of(locale).with_suffix(".mo").open("rb") as file:
            gettext.GNUTranslations(file)

    def test_it_holds_every_text_of_the_interface_and_no_other(self, locale):
        found = {(m.id, m.context) for m in catalogues.messages() if m.id}
        held = {(m.id, m.context) for m in self.read(locale) if m.id}
        assert held == found, "run make messages"

    def test_a_translation_has_the_placeholders_of_its_text(self, locale):
        for message in self.read(locale):
            forms = message.string if isinstance(message.string, tuple) else (message.string,)
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            allowed = {name for text in ids for name in placeholders(text)}
            for form in filter(None, forms if message.id else ()):
                assert placeholders(form) <= allowed, form
                if len(forms) == 1:
                    assert placeholders(form) == allowed, form


def placeholders(text):
    """The names of `%(name)s` and of `{name}`."""
    named = {part.partition(")")[0] for part in text.split("%(")[1:]}
    try:
        braced = {name for _, name, _, _ in string.Formatter().parse(text) if name}
    except ValueError:
        braced = set()
    return named | braced


class TestUpdate:
    def test_texts_are_found_in_templates_and_modules(self, elsewhere):
        found = {(message.id, message.context) for message in catalogues.messages() if message.id}
        assert found == {
            ("Read", None),
            (("%(n)s text", "%(n)s texts"), None),
            ("May", "month"),
            ("Filter", None),
            ("name", None),
            ("help", None),
            ("March", "month"),
            (("a vote", "votes"), None),
        }

    def test_a_translation_is_kept_and_a_text_that_has_gone_is_removed(self, elsewhere):
        catalogues.update()
        path = catalogues.path_of("si")
        text = path.read_text(encoding="utf-8")
        path.write_text(
            text.replace('msgid "Read"\nmsgstr ""', 'msgid "Read"\nmsgstr "කියවන්න"')
            + '\nmsgid "Reed"\nmsgstr "gone"\n',
            encoding="utf-8",
        )
        missing = catalogues.update()
        again = path.read_text(encoding="utf-8")
        assert 'msgstr "කියවන්න"' in again
        assert "Reed" not in again
        assert missing == {"si": 7, "ar": 8}

    def test_nothing_changes__when_nothing_has_changed(self, elsewhere):
        catalogues.update()
        before = catalogues.path_of("ar").read_bytes()
        catalogues.update()
        assert catalogues.path_of("ar").read_bytes() == before

    def test_only_what_is_newer_is_compiled(self, elsewhere):
        catalogues.update()
        assert catalogues.compile_all() == ["si", "ar"]
        assert catalogues.compile_all() == []


def test_sinhala_which_django_does_not_know_has_a_name_and_a_direction():
    information = translation.get_language_info("si")
    assert information["name_local"] == "සිංහල"
    assert not information["bidi"]
    with translation.override("si"):
        assert translation.get_language() == "si"
