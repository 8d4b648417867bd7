"""Whether a statement may be shown: computed from the words that are shown, never from a flag.

Two ways to the same answer. For one page, the digest of its words is looked up among the
adoptions (`standing`). For lists, the database compares a digest of each row with the one that the
row had when its words were last checked (`showable`): a row that was changed behind the back of
the program is another row, and shows nothing.
"""

from dataclasses import dataclass

from django.apps import apps
from django.db.models import CharField, Exists, F, Func, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast, Coalesce

from articles.models.adoption import Adoption
from organisations.vote_shown import VoteShown

Kind = Adoption.Kind
OWN = (Kind.ADOPTED, Kind.WORDING)


class RowDigest(Func):
    """MD5 of some columns as one text, written flat: SQLite reads no deeply nested expressions."""

    function = "MD5"
    arg_joiner = " || ' | ' || "
    output_field = CharField(max_length=32)


@dataclass(frozen=True)
class Standing:
    """On what the words of a statement stand; without `adoption` they do not stand."""

    adoption: Adoption | None = None

    def __bool__(self) -> bool:
        return self.adoption is not None

    @property
    def is_adopted(self) -> bool:
        """Whether the body itself adopted these words, or that of which they are a translation."""
        return self.adoption is not None and self.adoption.kind != Kind.RELEASED

    @property
    def is_translation(self) -> bool:
        return self.adoption is not None and self.adoption.kind == Kind.TRANSLATION

    @property
    def is_released(self) -> bool:
        """Whether it is public though the body has not adopted it."""
        return self.adoption is not None and self.adoption.kind == Kind.RELEASED

    @property
    def decision(self):
        return self.adoption.decision if self.adoption else None

    @property
    def vote(self) -> VoteShown | None:
        """What readers may know of the vote."""
        return VoteShown(self.decision) if self.decision else None


def standing(page, is_ahead: bool = False) -> Standing:
    """On what the words of a statement stand, as the page at hand has them.

    A copy is another text, which nobody adopted; an alias shows what its original shows.
    `is_ahead`: as they will when the original of a translation is public.
    """
    text_id = page.alias_of_id or page.pk
    if text_id is None:
        return Standing()
    adoption = (
        _speaking(Adoption.objects.in_force())
        .filter(text_id=text_id, text_hash=page.text_hash)
        .filter(Q(kind=Kind.RELEASED) | Q(decision__body=page.issued_by_id))
        .select_related("decision__body", "version")
        .order_by("-pk")
        .first()
    )
    if adoption and adoption.kind == Kind.TRANSLATION and not is_ahead:
        originals = _shown(_statements().filter(live=True), OWN, decision=adoption.decision_id)
        if not originals.exists():
            return Standing()
    return Standing(adoption)


def showable(statements: QuerySet) -> QuerySet:
    """Those statements of a queryset whose rows say what may be shown, in the same one query."""
    originals = _shown(
        _statements().filter(live=True), OWN, decision=OuterRef(OuterRef("decision"))
    )
    return _shown(statements, tuple(Kind), Q(Exists(originals)) | ~Q(kind=Kind.TRANSLATION))


def without_unadopted(pages: QuerySet) -> QuerySet:
    """The pages of a queryset of any type, less the statements of which nothing may be shown."""
    model = _statements().model
    if pages.model is model:
        return showable(pages)
    if not issubclass(model, pages.model):
        return pages
    same = _statements().filter(pk=OuterRef("pk"))
    return pages.filter(~Exists(same) | Exists(showable(same)))


def note_shown(page) -> None:
    """Remember the row of a live statement whose words have just been found to stand."""
    found = standing(page).adoption
    if found is None or page.alias_of_id:
        return
    row = _statements().filter(pk=page.pk).values_list(row_digest(), flat=True).first()
    if found.shown_as != row:
        Adoption.objects.filter(pk=found.pk).update(shown_as=row)


def row_digest():
    """The digest of what a row of a statement says, made in the database.

    An alias counts as being in the language of its original: its words are.
    """
    language = Coalesce(F("alias_of__locale_id"), F("locale_id"))
    columns = ["title", "kicker", "standfirst", "body", language, "issued_by_id"]
    return RowDigest(*(Cast(column, TextField()) for column in columns))


def _statements() -> QuerySet:
    return apps.get_model("articles", "StatementPage")._default_manager.all()


def _speaking(adoptions: QuerySet) -> QuerySet:
    """Those after which no other words of the same text were public: a body's last word counts."""
    later = Adoption.objects.in_force().filter(text=OuterRef("text"), pk__gt=OuterRef("pk"))
    return adoptions.filter(~Exists(later.exclude(shown_as="")))


def _shown(statements: QuerySet, kinds, *conditions, **more) -> QuerySet:
    """The statements whose row is one that an adoption of these kinds was last shown as."""
    found = _speaking(Adoption.objects.in_force()).filter(
        *conditions,
        kind__in=kinds,
        text=Coalesce(OuterRef("alias_of_id"), OuterRef("pk")),
        shown_as=OuterRef("_row_digest"),
        **more,
    )
    return statements.alias(_row_digest=row_digest()).filter(Exists(found))
