from django.db import models
from django.http import Http404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import PageManager
from wagtail_localize.fields import SynchronizedField

from articles.canonical import one_line
from articles.models.dated import DATE_PANEL, DATE_PANEL_OF_STATEMENTS
from articles.models.signature import with_actors
from articles.models.standing import Standing, standing
from articles.models.text_page import TextPage, TextQuerySet
from organisations.models.fetching import body_at


class StatementQuerySet(TextQuerySet):
    """What bodies said in their own names."""

    def for_listing(self):
        """As for all texts, with the names of the bodies that speak."""
        listed = super().for_listing().select_related("issued_by")
        return listed.prefetch_related("issued_by__names")


class StatementPage(TextPage):
    """A text whose author is a body. Public only as that body has adopted it."""

    template = "pages/statement_page.html"
    parent_page_types = ["articles.StatementIndexPage"]
    subpage_types = []
    shown_on_cards = (*TextPage.shown_on_cards, "issued_by__names")
    fetched_for_reading = (
        *TextPage.fetched_for_reading,
        *body_at("issued_by"),
        "issued_by__organisation__namesakes",  # with its names
    )
    page_description = _("What a body of the organisation says in its own name.")

    issued_by = models.ForeignKey(
        "organisations.Body",
        verbose_name=_("issued by"),
        on_delete=models.PROTECT,  # a statement speaks for its body
        related_name="statements",
        help_text=_("The body that speaks. It is the author; bylines are for translators."),
    )

    objects = PageManager.from_queryset(StatementQuerySet)()

    override_translatable_fields = [SynchronizedField("issued_by", overridable=False)]

    content_panels = [
        FieldPanel("issued_by"),
        *(each for each in TextPage.content_panels if each is not DATE_PANEL),
        InlinePanel(
            "signatories",
            heading=_("Joint statement"),
            label=_("Signatory"),
            help_text=_(
                "Who made it together with the body above, in the order of the signatures. Their "
                "names belong to the words of the text."
            ),
        ),
        DATE_PANEL_OF_STATEMENTS,
    ]

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")

    @property
    def signatures_made(self) -> list:
        return [*super().signatures_made, *self.signatories.all()]

    def faults(self) -> dict[str, str]:
        found = super().faults()
        if self.authors:
            found["bylines"] = _now(
                "The author of a statement is its body: bylines are for translators and others "
                "who worked on it. Who made it together with the body is a signatory."
            )
        if self.adopted_on or self.adopted_at:
            found["adopted_on"] = _now("A statement is adopted by a decision of its body.")
        return found

    @cached_property
    def signatory_list(self) -> list:
        """Who made it together with its body, with what links to them need."""
        return with_actors(self.signatories.all())

    def canonical_blocks(self):
        """The names of those who made it together are its last words."""
        yield from super().canonical_blocks()
        yield "signatories", "\n".join(one_line(str(each)) for each in self.signatories.all())

    @property
    def standing(self) -> Standing:
        """On what its words stand, as they are at this moment."""
        return standing(self)

    @cached_property
    def mandate(self) -> Standing:
        """As `standing`, looked up once, for its page."""
        found = self.standing
        if found.decision and found.decision.body_id == self.issued_by_id:
            # The same body comes with the decision: it and its names are fetched once.
            self.issued_by = found.decision.body
        return found

    def missing_for_publication(self) -> list[str]:
        missing = super().missing_for_publication()
        is_ahead = not self.live and bool(self.go_live_at and self.go_live_at > timezone.now())
        if standing(self, is_ahead):
            return missing
        return [*missing, self.missing_adoption()]

    def missing_apart_from_adoption(self) -> list[str]:
        """What has to be put right before its body is asked."""
        return super().missing_for_publication()

    def missing_adoption(self) -> str:
        """What has to happen before these words can be public."""
        if self.pk and self.adoptions.in_force().exists():
            return _now(
                "%(body)s adopted other words than these: submit the change, so that the body "
                "decides again or a second person confirms that only the wording changed."
            ) % {"body": self.issued_by}
        return _now(
            "%(body)s has not adopted these words: submit the text, and open the vote when it has "
            "been sub-edited."
        ) % {"body": self.issued_by}

    def route(self, request, path_components):
        """Leads nowhere while its words do not stand, whatever the row says."""
        if self.live and not self.mandate:
            raise Http404(self.missing_adoption())
        return super().route(request, path_components)
