import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.search import index

from organisations.models.key import Keyed, KeyedManager
from organisations.models.name import Description, Name, Named, in_language
from organisations.models.namesake import NamesakesDescriptor
from organisations.models.paged import Paged
from organisations.models.panels import ASSERTION_PANELS, PERIOD_PANELS
from organisations.models.period import Period, PeriodQuerySet, holding_q


class OrganisationQuerySet(PeriodQuerySet):
    """Organisations, ours and others."""

    def with_names(self):
        """With what is needed to call them by name and tell them apart."""
        return self.prefetch_related("names", "territories__territory", "namesakes")

    def of_kind(self, kind):
        return self.filter(kind=kind)

    def without_contact(self, on: datetime.date | None = None):
        """Those that nobody can reach by the record on a day (None: today in UTC)."""
        reachable = Contact.objects.filter(organisation=models.OuterRef("pk"), is_public=True)
        return self.filter(~models.Exists(reachable.filter(holding_q(on))))


class Organisation(Paged, Named, Keyed, Period, ClusterableModel, index.Indexed):
    """Any organisation, ours or another; its period is its life."""

    class Kind(models.TextChoices):
        INTERNATIONAL = "international", _("international")
        SECTION = "section", _("section")
        PARTY = "party", _("party")
        UNION = "union", _("union")
        CAMPAIGN = "campaign", _("campaign")
        PUBLICATION = "publication", _("publication")
        TENDENCY = "tendency", _("tendency")
        FACTION = "faction", _("faction")

    kind = models.CharField(_("kind"), max_length=15, choices=Kind)

    objects = KeyedManager.from_queryset(OrganisationQuerySet)()

    panels = [
        "kind",
        MultiFieldPanel(PERIOD_PANELS, heading=_("Life")),
        InlinePanel("names", heading=_("Names"), label=_("Name"), min_num=1),
        InlinePanel("descriptions", heading=_("Descriptions"), label=_("Description")),
        InlinePanel("territories", heading=_("Territories"), label=_("Territory")),
        InlinePanel("contacts", heading=_("Contacts"), label=_("Contact")),
        FieldPanel("key"),
    ]

    search_fields = [
        index.AutocompleteField("key"),
        index.AutocompleteField("plain_names"),
        index.RelatedFields("names", [index.SearchField("text"), index.AutocompleteField("text")]),
        index.FilterField("kind"),
    ]

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["key"]
        constraints = Period.Meta.constraints

    page_accessor = "organisation_pages"
    route_name = "organisation"
    namesakes = NamesakesDescriptor()

    def __str__(self):
        return self.distinguished_name

    @property
    def description(self):
        """What it is, in the reader's language where that is written; or None."""
        return in_language(self.descriptions.all())

    @property
    def places(self) -> str:
        """Where it is, for telling organisations of one name apart."""
        rows = self.territories.all()
        if self.shown_on:
            rows = [row for row in rows if row.period.possibly_contains(self.shown_on)]
        return ", ".join(str(row.territory) for row in rows)

    @property
    def distinguished_name(self) -> str:
        """Its name, and in brackets what tells it from others of that name."""
        name = self.name_on()
        return " ".join(filter(None, [name.text if name else self.key, self.distinction]))

    @property
    def distinction(self) -> str:
        """What tells it from others of its name, in brackets: country and years; "" if unique.

        Where these are not enough the kind stands before them, and if need be the key after them.
        """
        name = self.name_on()
        others = self.namesakes.called(name.text) if name else []
        if not others:
            return ""
        described = self._place_and_years()
        alike = [each for each in others if each._place_and_years() == described]
        if alike or not described:
            described = [str(self.get_kind_display()), *described]
            if any(each.kind == self.kind for each in alike):
                described.append(self.key)
        return f"({', '.join(described)})"

    def _place_and_years(self) -> list[str]:
        years = self.period.years(get_language() or settings.LANGUAGE_CODE)
        return [part for part in (self.places, years) if part]


class OrganisationName(Name):
    """A name that an organisation bore."""

    organisation = ParentalKey(Organisation, related_name="names", on_delete=models.CASCADE)

    panels = ["text", "abbreviation", "language", "kind", *PERIOD_PANELS, *ASSERTION_PANELS]

    class Meta(Name.Meta):
        verbose_name = _("name of an organisation")
        constraints = [
            *Name.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "language", "starts_on"],
                condition=models.Q(kind="official") & ~models.Q(status="withdrawn"),
                name="organisations_organisationname_one_official",
            ),
        ]


class OrganisationDescription(Description):
    """What an organisation is, in one language."""

    organisation = ParentalKey(Organisation, related_name="descriptions", on_delete=models.CASCADE)

    class Meta(Description.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "language"],
                name="organisations_organisationdescription_once",
            )
        ]


class OrganisationTerritory(Period):
    """A territory that an organisation covers; a section may cover several."""

    organisation = ParentalKey(Organisation, related_name="territories", on_delete=models.CASCADE)
    territory = models.ForeignKey(
        "organisations.Territory",
        verbose_name=_("territory"),
        on_delete=models.PROTECT,  # the section would lose its country
        related_name="organisations",
    )

    panels = ["territory", *PERIOD_PANELS]

    class Meta:
        ordering = ["pk"]
        constraints = Period.Meta.constraints

    def __str__(self):
        return str(self.territory)


class Contact(Period):
    """How to reach an organisation: site, public mail, post, social account."""

    class Kind(models.TextChoices):
        SITE = "site", _("web site")
        MAIL = "mail", _("e-mail")
        POST = "post", _("postal address")
        SOCIAL = "social", _("social account")

    organisation = ParentalKey(Organisation, related_name="contacts", on_delete=models.CASCADE)
    kind = models.CharField(_("kind"), max_length=6, choices=Kind)
    value = models.CharField(_("address"), max_length=500)
    language = models.CharField(_("language"), max_length=10, blank=True)
    is_public = models.BooleanField(
        _("public"), default=False, help_text=_("Shown on the site; otherwise only to editors.")
    )

    panels = ["kind", "value", "language", *PERIOD_PANELS, "is_public"]

    class Meta:
        verbose_name = _("contact")
        ordering = ["kind", "pk"]
        constraints = Period.Meta.constraints

    def __str__(self):
        return self.value
