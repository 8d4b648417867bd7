"""Translations of the interface: gathers what is to be translated, and compiles what was.

Babel does it, so that no system package is needed. A catalogue is
`locale/<locale>/LC_MESSAGES/django.po`; the compiled one beside it is not kept in the repository.
"""

import os
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from babel import Locale
from babel.messages import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALES = ROOT / "locale"
# The interface is written in English; these are Django's names of the folders.
TRANSLATIONS = ("fr", "es", "pt", "de", "ru", "ar", "ur", "zh_Hans", "si", "ta")
# Babel has no rule for Sinhala; CLDR's puts none and one together.
PLURALS = {"si": (2, "(n > 1)")}
SEARCHED = ("articles", "organisations", "config", "templates")
# Babel's marks of translatable text, and Django's shorter names for the lazy ones.
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


def path_of(locale: str) -> Path:
    return LOCALES / locale / "LC_MESSAGES" / "django.po"


def extract_template(
    file: IO[bytes], keywords: Any, comment_tags: Any, options: Any
) -> Iterator[tuple[int, Any, Any, Any]]:
    """The messages of one Django template, by way of the Python that Django makes of it.

    Its indentation is the template's, which Python would refuse.
    """
    from django.utils.translation.template import templatize

    lines = templatize(file.read().decode()).splitlines()
    code = "\n".join(line.lstrip() for line in lines)
    yield from extract_python(BytesIO(code.encode()), keywords, comment_tags, options)


METHODS: dict[str, Any] = {
    ".py": extract_python,
    ".html": extract_template,
    ".txt": extract_template,
}


def searched_files() -> Iterator[Path]:
    """The files that may hold texts of the interface, in a stable order."""
    for folder in SEARCHED:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in METHODS and "migrations" not in path.parts:
                yield path


def messages() -> Catalog:
    """Every text of the interface that is marked for translation, with the files where it stands.

    No line numbers: they would change each catalogue with every line of code.
    """
    catalogue = Catalog(project="Plenum", charset="utf-8")
    for path in searched_files():
        with path.open("rb") as file:
            found = extract(
                METHODS[path.suffix],
                file,
                keywords=KEYWORDS,
                comment_tags=("Translators:",),
                options={"encoding": "utf-8"},
                strip_comment_tags=True,
            )
            place = (str(path.relative_to(ROOT)), 0)
            for _line, message, comments, context in found:
                catalogue.add(message, None, [place], auto_comments=comments, context=context)
    return catalogue


def read(locale: str) -> Catalog:
    """A language's catalogue, without texts where there is none yet."""
    path = path_of(locale)
    if not path.exists():
        return Catalog(locale=Locale.parse(locale), project="Plenum", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=Locale.parse(locale), charset="utf-8")


def update() -> dict[str, int]:
    """Write each language's catalogue anew, keeping its translations; returns what is missing.

    A text that has gone is removed. Nothing is guessed from a similar text: a sentence that is
    nearly right is worse than one in English.
    """
    found = messages()
    missing = {}
    for locale in TRANSLATIONS:
        catalogue = read(locale)
        catalogue.update(found, no_fuzzy_matching=True, update_header_comment=True)
        catalogue.obsolete.clear()
        path_of(locale).parent.mkdir(parents=True, exist_ok=True)
        with path_of(locale).open("wb") as file:
            file.write(header(catalogue).encode())
            write_po(
                file,
                catalogue,
                width=100,
                sort_by_file=True,
                include_lineno=False,
                omit_header=True,
            )
        missing[locale] = sum(1 for message in catalogue if message.id and not has_text(message))
    return missing


def header(catalogue: Catalog) -> str:
    """What a reading program needs, and nothing that changes by itself, such as a date."""
    locale = str(catalogue.locale)
    count, rule = PLURALS.get(locale, (catalogue.num_plurals, catalogue.plural_expr))
    lines = [
        f"Language: {locale}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
        f"Plural-Forms: nplurals={count}; plural={rule};",
    ]
    return 'msgid ""\nmsgstr ""\n' + "".join(f'"{line}\\n"\n' for line in lines) + "\n"


def has_text(message: Any) -> bool:
    return all(message.string) if isinstance(message.string, tuple) else bool(message.string)


def compile_all() -> list[str]:
    """Compile each catalogue that is newer than its compiled form; returns their locales."""
    compiled = []
    for locale in TRANSLATIONS:
        source, target = path_of(locale), path_of(locale).with_suffix(".mo")
        if not source.exists():
            continue
        if target.exists() and target.stat().st_mtime_ns > source.stat().st_mtime_ns:
            continue
        # Whole or not at all: another process may be reading it.
        unfinished = target.with_suffix(f".mo.{os.getpid()}")
        with unfinished.open("wb") as file:
            write_mo(file, read(locale))
        unfinished.replace(target)
        compiled.append(locale)
    return compiled


if __name__ == "__main__":
    if sys.argv[1:] == ["compile"]:
        compile_all()
    else:
        for locale, number in update().items():
            sys.stdout.write(f"{path_of(locale).relative_to(ROOT)}: {number} to translate\n")
