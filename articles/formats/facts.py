"""What every format says of a text besides its words: by whom, when, by what right."""

from django.utils.encoding import uri_to_iri
from django.utils.translation import gettext, override

from articles.formats.source import Portable


def facts_of(text: Portable) -> list[tuple[str, str, str]]:
    """(name, value, address or "") of what is known of a text, in its language."""
    with override(text.language.lower()):
        facts = [(gettext("Issued by"), text.issued_by, "")]
        for each in text.signatures:
            as_signed = f" ({'; '.join(each.affiliations)})" if each.affiliations else ""
            facts.append((each.role_name.capitalize(), each.name + as_signed, ""))
        for date in text.dates:
            value = ", ".join(part for part in (date.place, date.words) if part)
            facts.append((date.name, value, date.address))
        facts.append((gettext("Rights"), text.rights, ""))
        facts.append((gettext("Published by"), text.publisher, ""))
        facts.append((gettext("Address"), uri_to_iri(text.address), text.address))
        version = gettext("%(number)s, of %(day)s") % {
            "number": text.version,
            "day": text.published_at[:10],
        }
        if text.is_superseded:
            version += " – " + gettext("superseded")
        facts.append((gettext("Version"), version, ""))
    return [fact for fact in facts if fact[1]]
