"""Which persons, organisations and posts the words of a table mean."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable

from anyascii import anyascii
from django.db.models import prefetch_related_objects
from django.utils.functional import cached_property

from organisations.models import Body, Organisation, OrganisationName, Person, PersonName
from organisations.models.namesake import fold

AMBIGUOUS_MOST = 20  # as many as anybody chooses from


def folded(text: str) -> str:
    """A name as it is compared: without capitals, kinds of apostrophe, surplus spaces."""
    return fold(" ".join(unicodedata.normalize("NFC", text).split()))


def loosely(text: str) -> str:
    """A name as somebody may have misremembered it: without accents, in any order of its words."""
    return " ".join(sorted(anyascii(folded(text)).lower().replace(",", " ").split()))


class Persons:
    """Everybody in the record by every name that she ever bore, in two queries."""

    def __init__(self):
        names = PersonName.objects.standing().values_list("text", "person_id")
        self.exactly, self.nearly = defaultdict(set), defaultdict(set)
        for text, pk in [*names, *Person.objects.values_list("sort_name", "pk")]:
            self.exactly[folded(text)].add(pk)
            self.nearly[loosely(text)].add(pk)

    def called(self, name: str) -> set[int]:
        """Keys in the database of those who ever bore this name."""
        return self.exactly.get(folded(name), set())

    def nearly_called(self, name: str) -> set[int]:
        """Those whose name differs by accents or the order of its words only."""
        return self.nearly.get(loosely(name), set()) - self.called(name)

    @staticmethod
    def fetched(pks: Iterable[int]) -> dict[int, Person]:
        """The persons with their names."""
        persons = Person.objects.in_bulk(set(pks))
        prefetch_related_objects(list(persons.values()), "names")
        return persons


class Organisations:
    """Organisations by every name, abbreviation and key."""

    def __init__(self):
        self.known = defaultdict(set)
        names = OrganisationName.objects.standing()
        for text, short, pk in names.values_list("text", "abbreviation", "organisation_id"):
            self.known[folded(text)].add(pk)
            if short:
                self.known[folded(short)].add(pk)
        self.keys = dict(Organisation.objects.values_list("key", "pk"))

    def called(self, name: str) -> set[int]:
        """Those of this key, or else of this name."""
        if name in self.keys:
            return {self.keys[name]}
        return self.known.get(folded(name), set())

    @staticmethod
    def fetched(pks: Iterable[int]) -> dict[int, Organisation]:
        """The organisations with what tells them apart."""
        return {one.pk: one for one in Organisation.objects.with_names().filter(pk__in=set(pks))}


class Posts:
    """The posts of a body that there are on a day, by their titles in all languages."""

    def __init__(self, body: Body, on):
        self.all = list(body.posts.holding(on).prefetch_related("titles"))

    @cached_property
    def known(self) -> dict:
        return {
            folded(text): post
            for post in self.all
            for text in (post.key, *(title.text for title in post.titles.all()))
        }

    def called(self, title: str):
        """The post of this title, or None."""
        return self.known.get(folded(title))

    @property
    def titles(self) -> str:
        """What can be written, in words."""
        return ", ".join(sorted(f"“{post}”" for post in self.all))
