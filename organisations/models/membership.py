import datetime

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from organisations.models.assertion import (
    WITH_CLAIMANT,
    WITH_SOURCE,
    Assertion,
    DatedAssertionQuerySet,
    exactly_one,
)
from organisations.models.confirmation import Confirmable
from organisations.models.fetching import body_at, organisation_at, person_at
from organisations.models.key import Keyed, KeyedManager
from organisations.models.panels import ASSERTION_PANELS, FURTHER_SOURCES, PERIOD_PANELS
from organisations.models.period import Certainty, Period
from organisations.period import today


class MembershipQuerySet(DatedAssertionQuerySet):
    """Terms of office and seats."""

    def in_office(self, on: datetime.date | None = None, certainty: Certainty = "possibly"):
        """Those in office on a day (None: today in UTC), possibly or certainly."""
        return self.holding(on, certainty)

    def ending_within(self, days: int, on: datetime.date | None = None):
        """Those that can end on a day (None: today in UTC) or within so many days after it.

        An end that is not known, or had not come when the source was made, is no end to wait for.
        """
        day = on or today()
        last = day + datetime.timedelta(days=days)
        return (
            self.standing()
            .exclude(ends_on="")
            .filter(ends_on_earliest__lte=last, ends_on_latest__gte=day)
        )

    def visible_to(self, user):
        """Those this reader may see by name: public persons in public terms, and sections."""
        if user.is_authenticated and user.has_perm("organisations.view_membership"):
            return self
        return self.filter(is_public=True).filter(
            models.Q(person__isnull=True) | models.Q(person__is_public=True)
        )

    def with_names(self):
        """With everything that a table of members prints."""
        return self.select_related(
            "person",
            "member_organisation",
            "body",
            "organisation",
            "post",
            "on_behalf_of",
            "began_at__body",
            "ended_at__body",
            *WITH_SOURCE,
        ).prefetch_related(
            *person_at("person"),
            *organisation_at("member_organisation"),
            *body_at("body"),
            *organisation_at("organisation"),
            "post__titles",
            *organisation_at("on_behalf_of"),
            "began_at__body__names",
            "ended_at__body__names",
            *WITH_CLAIMANT,
        )


class Membership(Keyed, Period, Confirmable, Assertion):
    """A term of office: who sits in what, in which post, on whose behalf, from when to when."""

    deciding_fields = (
        "person_id",
        "member_organisation_id",
        "body_id",
        "on_behalf_of_id",
        "capacity",
        "weight",
        "starts_on",
        "ends_on",
        "status",
    )
    identifying_fields = ("person_id", "member_organisation_id", "body_id", "organisation_id")

    class Capacity(models.TextChoices):
        FULL = "full", _("full member")
        ALTERNATE = "alternate", _("alternate")
        CONSULTATIVE = "consultative", _("consultative member")
        OBSERVER = "observer", _("observer")

    class Began(models.TextChoices):
        ELECTED = "elected", _("elected")
        COOPTED = "co-opted", _("co-opted")
        APPOINTED = "appointed", _("appointed")
        EX_OFFICIO = "ex-officio", _("by office")
        UNKNOWN = "not-known", _("not known")

    class Ended(models.TextChoices):
        TERM_OVER = "term-over", _("term over")
        RESIGNED = "resigned", _("resigned")
        RECALLED = "recalled", _("recalled")
        EXPELLED = "expelled", _("expelled")
        DIED = "died", _("died")
        SPLIT = "split", _("left in a split")
        UNKNOWN = "not-known", _("not known")

    person = models.ForeignKey(
        "organisations.Person",
        verbose_name=_("person"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # a decision's electorate rests on it
        related_name="memberships",
    )
    member_organisation = models.ForeignKey(
        "organisations.Organisation",
        verbose_name=_("member organisation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # as above
        related_name="seats",
        help_text=_("For a seat that belongs to a section instead of a person."),
    )
    body = models.ForeignKey(
        "organisations.Body",
        verbose_name=_("in the body"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # as above
        related_name="memberships",
    )
    organisation = models.ForeignKey(
        "organisations.Organisation",
        verbose_name=_("in the organisation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # as above
        related_name="memberships",
    )
    post = models.ForeignKey(
        "organisations.Post",
        verbose_name=_("post"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # the office held would be lost
        related_name="memberships",
    )
    on_behalf_of = models.ForeignKey(
        "organisations.Organisation",
        verbose_name=_("on behalf of"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # whose delegate it was would be lost
        related_name="+",
    )
    capacity = models.CharField(
        _("capacity"), max_length=12, choices=Capacity, default=Capacity.FULL
    )
    weight = models.PositiveSmallIntegerField(
        _("weight of the vote"), default=1, validators=[MinValueValidator(1)]
    )
    began_by = models.CharField(_("began"), max_length=10, choices=Began, default=Began.UNKNOWN)
    began_at = models.ForeignKey(
        "organisations.Meeting",
        verbose_name=_("began at the meeting"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # where the mandate comes from would be lost
        related_name="memberships_begun",
    )
    ended_by = models.CharField(
        _("ended"), max_length=10, choices=Ended, blank=True, help_text=_("Empty while it lasts.")
    )
    ended_at = models.ForeignKey(
        "organisations.Meeting",
        verbose_name=_("ended at the meeting"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # as above
        related_name="memberships_ended",
    )
    name_as_written = models.CharField(
        _("name as written"),
        max_length=255,
        blank=True,
        help_text=_("The name in the source, where it differs."),
    )
    is_public = models.BooleanField(
        _("public"),
        default=False,
        help_text=_("Shown and exported by name, if the person is public too."),
    )

    objects = KeyedManager.from_queryset(MembershipQuerySet)()

    panels = [
        "person",
        "member_organisation",
        "body",
        "organisation",
        "post",
        "on_behalf_of",
        "capacity",
        "weight",
        *PERIOD_PANELS,
        "began_by",
        "began_at",
        "ended_by",
        "ended_at",
        "name_as_written",
        "is_public",
        *ASSERTION_PANELS,
        FURTHER_SOURCES,
        "key",
    ]

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["-starts_on_earliest", "key"]
        constraints = [
            *Period.Meta.constraints,
            *Assertion.Meta.constraints,
            models.CheckConstraint(
                condition=exactly_one("person", "member_organisation"),
                name="organisations_membership_one_member",
                violation_error_message=_("Name who sits: a person or a section, not both."),
            ),
            models.CheckConstraint(
                condition=exactly_one("body", "organisation"),
                name="organisations_membership_one_place",
                violation_error_message=_("Name where: a body or an organisation, not both."),
            ),
            models.CheckConstraint(
                condition=models.Q(weight__gt=0), name="organisations_membership_has_weight"
            ),
        ]

    def __str__(self):
        return f"{self.who} – {self.post or self.place}"

    @property
    def who(self):
        """The person or the section that sits."""
        return self.person or self.member_organisation

    @property
    def place(self):
        """The body or organisation that it is in."""
        return self.body or self.organisation

    @property
    def reason_to_stay(self):
        # Only bodies decide.
        return super().reason_to_stay if self.body_id else ""

    def clean(self):
        super().clean()
        post = self.post
        if post and (post.body_id, post.organisation_id) != (self.body_id, self.organisation_id):
            raise ValidationError(
                {"post": _("The post “%(post)s” belongs elsewhere.") % {"post": post}}
            )
        self.refuse_repetition(
            "person_id",
            "member_organisation_id",
            "body_id",
            "organisation_id",
            "post_id",
            "capacity",
            "starts_on",
            "ends_on",
        )

    def key_words(self):
        place = self.place.key if self.place else ""
        who = self.who.key if self.who else ""
        return f"{place} {self.starts_on[:4]} {who}"
