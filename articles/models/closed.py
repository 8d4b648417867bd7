"""Pages that are open where they stand, and closed where they come from."""

from django.db.models import CharField, Exists, F, OuterRef, Q
from django.db.models.functions import Cast
from wagtail.models import PageViewRestriction


def of_closed_original() -> Q:
    """That a page is the alias of one below a view restriction.

    Wagtail asks for the restriction where such a page is served, but lists it as a public one.
    """
    return Q(_closed("alias_of__path")) | Q(_closed("alias_of__alias_of__path"))


def _closed(path: str) -> Exists:
    return Exists(
        PageViewRestriction.objects.annotate(original=Cast(OuterRef(path), CharField())).filter(
            original__startswith=F("page__path")
        )
    )
