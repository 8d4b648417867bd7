from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import InlinePanel
from wagtail.search import index

from organisations.models.key import Keyed, KeyedManager
from organisations.models.name import Name, Named
from organisations.models.paged import Paged
from organisations.models.panels import ASSERTION_PANELS, PERIOD_PANELS
from organisations.models.period import PartialDateField


class PersonQuerySet(models.QuerySet):
    """Persons who are named publicly."""

    def with_names(self):
        return self.prefetch_related("names")

    def visible_to(self, user):
        """Those whose own page and index entry this reader may see."""
        if user.is_authenticated and user.has_perm("organisations.view_person"):
            return self
        return self.filter(is_public=True)


class Person(Paged, Named, Keyed, ClusterableModel, index.Indexed):
    """Someone named publicly: an author, an officer. Not an account, and no private data."""

    is_public = models.BooleanField(
        _("public"),
        default=False,
        help_text=_(
            "Has a page of her own and stands in indexes. A byline shows the name as signed "
            "whether this is set or not."
        ),
    )
    sort_name = models.CharField(
        _("name for sorting"), max_length=255, help_text=_("Such as: Luxemburg, Rosa")
    )
    born_on = PartialDateField(_("born"))
    died_on = PartialDateField(_("died"))

    objects = KeyedManager.from_queryset(PersonQuerySet)()

    panels = [
        InlinePanel("names", heading=_("Names"), label=_("Name"), min_num=1),
        "sort_name",
        "is_public",
        "born_on",
        "died_on",
        "key",
    ]

    search_fields = [
        index.SearchField("sort_name"),
        index.AutocompleteField("sort_name"),
        index.AutocompleteField("plain_names"),
        index.RelatedFields("names", [index.SearchField("text"), index.AutocompleteField("text")]),
        index.FilterField("is_public"),
    ]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("persons")
        ordering = ["sort_name", "key"]

    route_name = "person"

    def __str__(self):
        name = self.name_on()
        return name.text if name else self.sort_name

    def key_words(self):
        return super().key_words() or self.sort_name


class PersonName(Name):
    """A name that a person is known by."""

    person = ParentalKey(Person, related_name="names", on_delete=models.CASCADE)

    panels = ["text", "language", "kind", *PERIOD_PANELS, *ASSERTION_PANELS]

    class Meta(Name.Meta):
        verbose_name = _("name of a person")
        constraints = [
            *Name.Meta.constraints,
            models.UniqueConstraint(
                fields=["person", "language", "starts_on"],
                condition=models.Q(kind="official") & ~models.Q(status="withdrawn"),
                name="organisations_personname_one_official",
            ),
        ]
