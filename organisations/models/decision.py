import hashlib

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import InlinePanel

from organisations.models.confirmation import Confirmable, Recorded
from organisations.models.fetching import body_at
from organisations.models.key import Keyed, KeyedManager
from organisations.models.paged import Paged
from organisations.models.period import PartialDateField

# What nobody but the vote itself changes once a vote by circulation is open.
FROZEN = (
    "body_id",
    "mode",
    "meeting_id",
    "language",
    "text",
    "text_hash",
    "decided_on",
    "rule_id",
    "rule_values",
    "electorate_on",
    "opened_at",
    "closes_at",
    "closed_at",
    "result",
    "votes_for",
    "votes_against",
    "votes_abstained",
    "votes_not_cast",
)


class DecisionQuerySet(models.QuerySet):
    """What bodies resolved."""

    def public(self):
        """Those that any reader may see."""
        return self.filter(visibility=Decision.Visibility.PUBLIC)

    def visible_to(self, user):
        if user.is_authenticated and user.has_perm("organisations.view_decision"):
            return self
        return self.public()

    def open(self):
        """Those that votes are taken on."""
        return self.filter(opened_at__isnull=False, result=Decision.Result.OPEN)

    def adopted(self):
        """Those that were adopted, as far as a second person or the vote itself confirmed it."""
        return self.filter(result=Decision.Result.ADOPTED, confirmed_as__result="adopted")

    def with_names(self):
        return self.select_related("body", "meeting__body", "source__page").prefetch_related(
            *body_at("body"), "meeting__body__names"
        )

    def latest_first(self):
        return self.order_by("-decided_on_earliest", "-key")


class Decision(Paged, Keyed, Recorded, Confirmable, ClusterableModel):
    """What a competent body resolved, at a meeting or as a source reports it.

    The record of a decision. A vote by circulation is opened, counted and closed by
    `organisations.voting` alone: from its opening on nobody else can change what it decides. Rule
    and electorate are copied when they are frozen, and what changes later does not reach them.
    """

    deciding_fields = ("body_id", "mode", "meeting_id", "text", "decided_on", "result")
    identifying_fields = ("body_id",)
    # Set by `organisations.voting` on the copy that it saves, with the row locked.
    is_counted_by_vote = False

    class Mode(models.TextChoices):
        MEETING = "meeting", _("at a meeting")
        CIRCULATION = "circulation", _("by circulation")
        HISTORICAL = "historical", _("as a source reports it")

    class Result(models.TextChoices):
        OPEN = "open", _("open")
        ADOPTED = "adopted", _("adopted")
        REJECTED = "rejected", _("rejected")
        NO_QUORUM = "no-quorum", _("no quorum")
        WITHDRAWN = "withdrawn", _("withdrawn")
        VOID = "void", _("void")

    class Visibility(models.TextChoices):
        PUBLIC = "public", _("public")
        INTERNAL = "internal", _("only for editors")

    body = models.ForeignKey(
        "organisations.Body",
        verbose_name=_("body"),
        on_delete=models.PROTECT,  # a decision is nothing without who took it
        related_name="decisions",
    )
    mode = models.CharField(_("how"), max_length=12, choices=Mode)
    meeting = models.ForeignKey(
        "organisations.Meeting",
        verbose_name=_("meeting"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # as above
        related_name="decisions",
    )
    title = models.CharField(_("title"), max_length=255)
    language = models.CharField(_("language"), max_length=10, default="en")
    text = models.TextField(
        _("text"), blank=True, help_text=_("What was resolved, word for word, where it is known.")
    )
    text_hash = models.CharField(
        _("digest of the text"),
        max_length=70,
        blank=True,
        db_index=True,
        help_text=_("Names the very words that were voted on."),
    )
    decided_on = PartialDateField(_("decided"))
    opened_at = models.DateTimeField(_("opened at"), null=True, blank=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("opened by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,  # accounts may be erased; the vote stays
        related_name="+",
    )
    closes_at = models.DateTimeField(
        _("deadline"), null=True, blank=True, db_index=True, help_text=_("A vote then is late.")
    )
    reminded_at = models.DateTimeField(null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    rule = models.ForeignKey(
        "organisations.BodyRule",
        verbose_name=_("rule"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # nobody could say why it was adopted
        related_name="decisions",
        help_text=_("The rule of the body by which it decided, where that is known."),
    )
    rule_values = models.JSONField(
        _("the rule as it was then"), null=True, blank=True, editable=False
    )
    electorate_on = models.DateField(
        _("electorate of the day"), null=True, blank=True, editable=False
    )
    result = models.CharField(_("result"), max_length=10, choices=Result)
    votes_for = models.PositiveIntegerField(_("for"), null=True, blank=True)
    votes_against = models.PositiveIntegerField(_("against"), null=True, blank=True)
    votes_abstained = models.PositiveIntegerField(_("abstained"), null=True, blank=True)
    votes_not_cast = models.PositiveIntegerField(_("did not vote"), null=True, blank=True)
    vote_note = models.CharField(
        _("vote in words"),
        max_length=255,
        blank=True,
        help_text=_("Such as: majority, numbers not given."),
    )
    visibility = models.CharField(
        _("visibility"), max_length=8, choices=Visibility, default=Visibility.INTERNAL
    )
    source = models.ForeignKey(
        "organisations.Source",
        verbose_name=_("source"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # the decision would remain without evidence
        related_name="decisions",
    )
    locator = models.CharField(_("place in the source"), max_length=255, blank=True)

    objects = KeyedManager.from_queryset(DecisionQuerySet)()

    panels = [
        "body",
        "mode",
        "meeting",
        "title",
        "language",
        "text",
        "decided_on",
        "rule",
        "result",
        "votes_for",
        "votes_against",
        "votes_abstained",
        "votes_not_cast",
        "vote_note",
        InlinePanel("dissents", heading=_("Recorded dissent"), label=_("Dissent")),
        "visibility",
        "source",
        "locator",
        "key",
    ]

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-decided_on_earliest", "key"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(mode="meeting", meeting__isnull=False)
                | (~models.Q(mode="meeting") & models.Q(meeting__isnull=True)),
                name="organisations_decision_meeting_when_taken_there",
                violation_error_message=_("Name the meeting when, and only when, it decided."),
            ),
            models.CheckConstraint(
                condition=models.Q(mode="circulation") | models.Q(source__isnull=False),
                name="organisations_decision_has_source",
                violation_error_message=_("Name the minutes or the document that says so."),
            ),
            models.CheckConstraint(
                condition=models.Q(opened_at__isnull=True)
                | models.Q(mode="circulation", result="open", closed_at__isnull=True)
                | models.Q(
                    models.Q(mode="circulation", closed_at__isnull=False), ~models.Q(result="open")
                ),
                name="organisations_decision_closed_when_it_has_a_result",
            ),
        ]

    route_name = "decision"

    def __str__(self):
        return self.title

    def clean(self):
        super().clean()
        if self.meeting and self.meeting.body_id != self.body_id:
            raise ValidationError({"meeting": _("This meeting is of another body.")})
        if self.rule and self.rule.body_id != self.body_id:
            raise ValidationError({"rule": _("This rule is of another body.")})

    def deciding_values(self):
        text = hashlib.sha256(self.text.encode()).hexdigest()
        return {**super().deciding_values(), "text": text}

    def note_change(self) -> None:
        """As for all records; but what a vote decides on, and its result, only the vote changes.

        Raises ValidationError. The vote itself is the confirmation of its result.
        """
        stored = type(self)._base_manager.filter(pk=self.pk).first()
        if stored is None or stored.opened_at is None:
            super().note_change()
            return
        if self.is_counted_by_vote:
            self.confirmed_as = None if self.is_open else self.deciding_values()
            self.unconfirmed_by = []
        elif any(getattr(stored, name) != getattr(self, name) for name in FROZEN):
            raise ValidationError(
                _("“%(decision)s” was put to the vote: only the vote can change it.")
                % {"decision": stored}
            )

    @property
    def reason_to_stay(self):
        if self.opened_at:
            return _("“%(decision)s” was put to the vote and stays on the record.") % {
                "decision": self
            }
        return super().reason_to_stay

    @property
    def is_open(self) -> bool:
        """Whether votes are still taken; the deadline is for `organisations.voting` to check."""
        return self.opened_at is not None and self.result == self.Result.OPEN

    @property
    def is_adopted(self) -> bool:
        """Whether it was adopted, and a second person confirmed what an account recorded of it."""
        return self.result == self.Result.ADOPTED and self.is_confirmed

    def key_words(self):
        return f"{self.body.key} {self.decided_on} {self.title}"

    @property
    def has_counts(self) -> bool:
        """Whether the numbers of votes are known."""
        return self.votes_for is not None and self.votes_against is not None
