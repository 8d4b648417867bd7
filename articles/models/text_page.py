import datetime
import math

from django.db import models
from django.db.models import prefetch_related_objects
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index
from wagtail.url_routing import RouteResult

from articles.comparison import compare
from articles.models.answering import ANSWER_PANEL, Answering
from articles.models.body_field import BodyField
from articles.models.closed import of_closed_original
from articles.models.connection import PANELS as CONNECTION_PANELS
from articles.models.correction import Correctable, Correction
from articles.models.dated import DATE_PANEL, Dated
from articles.models.free_tag import TextFreeTag
from articles.models.publishable import Publishable
from articles.models.rights import Rightful
from articles.models.signed import Signed
from articles.models.standing import without_unadopted
from articles.models.text_form import TextPageForm
from articles.models.text_permission import TextPermissionTester
from articles.models.topic import TextTopic
from articles.models.version import Versioned
from articles.reading import FETCHED_FOR_READING, neighbours, places_in_series, related_texts

WORDS_A_MINUTE = 230  # silent reading of non-fiction: Brysbaert 2019, 238 on average
NO_DAY = datetime.date(1, 1, 1)
BYLINE_HELP = _(
    "In the order in which they are printed: persons, bodies, organisations, or a bare name. None "
    "where nobody is named."
)


class TextQuerySet(PageQuerySet):
    """Texts of all kinds."""

    def published(self):
        """Those that every reader may see: live, open to all, and statements only as adopted."""
        return without_unadopted(self.live().public())

    def visible_to(self, user):
        """Those that somebody may read on the site: for now the same for all."""
        return self.published()

    def public(self):
        """Those that no restriction closes; an alias of a closed page is closed as well."""
        return super().public().filter(~of_closed_original())

    def latest_first(self):
        """By the day a text is of, in an order that is the same each time."""
        return self.order_by("-sort_on", "-pk")

    def for_listing(self):
        """With what a card prints, in a fixed number of queries, without bodies."""
        return (
            self.defer("body").select_related("locale").prefetch_related(*self.model.shown_on_cards)
        )


class TextPage(
    Versioned,
    Correctable,
    Signed,
    Dated,
    Answering,
    Rightful,
    Publishable,
    RoutablePageMixin,
    Page,
):
    """A text: article, statement or document. One table for all that point at texts."""

    base_form_class = TextPageForm

    is_creatable = False
    show_in_menus_default = False
    # What a card prints besides the page's own fields.
    shown_on_cards = ("bylines__affiliations", "appearances__organisation__namesakes")
    # What its own page prints besides them.
    fetched_for_reading = FETCHED_FOR_READING

    kicker = models.CharField(
        _("kicker"), max_length=120, blank=True, help_text=_("A word or two above the title.")
    )
    standfirst = models.TextField(
        _("standfirst"), blank=True, help_text=_("What it says, in one or two sentences.")
    )
    is_summary_only = models.BooleanField(
        _("only a summary"),
        default=False,
        help_text=_("The body is a summary written for this site; the text stands elsewhere."),
    )
    body = BodyField(verbose_name=_("text"), blank=True)
    is_untitled = models.BooleanField(
        _("the text has no title"),
        default=False,
        help_text=_("The title above is ours: readers are told so. Put it in square brackets."),
    )
    sort_on = models.DateField(_("day for sorting"), default=NO_DAY, editable=False, db_index=True)
    topics = ClusterTaggableManager(
        through=TextTopic, blank=True, verbose_name=_("topics"), related_name="texts"
    )
    free_tags = ClusterTaggableManager(
        through=TextFreeTag,
        blank=True,
        verbose_name=_("free tags"),
        related_name="+",
        help_text=_("Words for which there is no topic yet. Only editors see them."),
    )

    objects = PageManager.from_queryset(TextQuerySet)()

    content_panels = [
        FieldPanel("kicker"),
        *Page.content_panels,
        FieldPanel("is_untitled"),
        FieldPanel("standfirst"),
        FieldPanel("body"),
        MultiFieldPanel(
            [
                InlinePanel("bylines", label=_("Byline"), help_text=BYLINE_HELP),
                FieldPanel("author_note"),
            ],
            heading=_("Who speaks"),
        ),
        DATE_PANEL,
        MultiFieldPanel(
            ["is_summary_only", "permission"],
            heading=_("By what right"),
            help_text=_(
                "Where the text stood elsewhere before, record that under “About texts”. Without a "
                "basis only a summary with a link can be published."
            ),
        ),
        ANSWER_PANEL,
        *CONNECTION_PANELS,
        MultiFieldPanel(
            ["change_kind", "change_note"],
            heading=_("Change"),
            help_text=_("For a text that is public already, whose words you have changed."),
        ),
    ]

    search_fields = [
        *Page.search_fields,
        index.SearchField("kicker"),
        index.SearchField("standfirst"),
        index.SearchField("body"),
        index.FilterField("sort_on"),
    ]

    class Meta:
        verbose_name = _("text")
        verbose_name_plural = _("texts")

    def save(self, *args, **kwargs):
        self.sort_on = self.day_for_sorting()
        self.settle_topics()
        super().save(*args, **kwargs)

    def settle_topics(self) -> bool:
        """Put topics in the place of free tags and merged topics that stand for them.

        Whether there were any. An older draft may bring one back.
        """
        mapped = [tag for tag in self.free_tags.all() if tag.topic_id]
        merged = [topic for topic in self.topics.all() if topic.merged_into_id]
        if mapped:
            self.free_tags.remove(*[tag.name for tag in mapped])
        if merged:
            self.topics.remove(*[topic.name for topic in merged])
        standing = [tag.topic.standing for tag in mapped] + [topic.standing for topic in merged]
        if standing:
            self.topics.add(*standing)
        return bool(standing)

    def renew_day_for_sorting(self) -> None:
        """After an appearance came or went, which saves no page."""
        for kept in ("appearance_list", "origins"):
            self.__dict__.pop(kept, None)
        self.sort_on = self.day_for_sorting()
        type(self).objects.filter(pk=self.pk).update(sort_on=self.sort_on)

    def day_for_sorting(self) -> datetime.date:
        """The first day it is known to be of: first publication, written, delivered, put here."""
        first = self.first_appearance if self.pk else None
        days = [
            first.appeared_on_earliest if first else NO_DAY,
            self.written_on_earliest,
            self.delivered_on_earliest,
            self.first_published_at.date() if self.first_published_at else NO_DAY,
        ]
        return next((day for day in days if day and day > NO_DAY), NO_DAY)

    @cached_property
    def appearance_list(self) -> list:
        """Where it appeared, the first publication first."""
        return list(self.appearances.all())

    @property
    def first_appearance(self):
        """Its first publication, where that is known; or None."""
        return next((each for each in self.appearance_list if each.is_first), None)

    @property
    def shown_appearance(self):
        """Where it stood before it stood here, the first publication if that is known; or None."""
        return next((each for each in self.appearance_list if each.is_earlier), None)

    @property
    def original_address(self) -> str:
        """Where the text stood before, at the first address that is known; or ""."""
        earlier = (each for each in self.appearance_list if each.is_earlier)
        return next((each.address for each in earlier if each.address), "")

    @property
    def word_count(self) -> int:
        """How many words the body has, as white space divides them."""
        return self.body.stream_block.word_count(self.body)

    @property
    def reading_minutes(self) -> int:
        """How long reading takes, in whole minutes, at least one."""
        return max(1, math.ceil(self.word_count / WORDS_A_MINUTE))

    @property
    def headings(self) -> list:
        """The heading blocks, for the contents list."""
        return [block for block in self.body if block.block_type == "heading"]

    @property
    def outline(self) -> list:
        """The heading blocks, each with its number ("2.1"), or "" where they bear none."""
        return [(block, "") for block in self.headings]

    def faults(self) -> dict[str, str]:
        """What keeps it from being published, by the field where it is mended."""
        found = {**self.faults_of_dates(), **self.faults_of_answers(), **self.faults_of_change()}
        if sentence := self.fault_of_right():
            found["permission"] = sentence
        return found

    def permissions_for_user(self, user):
        return TextPermissionTester(user, self)

    def missing_for_publication(self) -> list[str]:
        missing = [*super().missing_for_publication(), *self.faults_of_credits()]
        return [*missing, *self.faults().values()]

    @cached_property
    def notices(self) -> list:
        """The corrections that readers are told of, the latest first."""
        wording = Correction.Kind.WORDING
        return [each for each in self.corrections.all() if each.kind != wording]

    def get_context(self, request, *args, **kwargs):
        """Adds what a reader may read next, in a fixed number of queries."""
        prefetch_related_objects([self], *self.fetched_for_reading)
        context = super().get_context(request, *args, **kwargs)
        context["places"] = places_in_series(self)
        context["before"], context["after"] = neighbours(self) if self.live else (None, None)
        context["related"] = related_texts(self)
        return context

    @path("versions/<int:number>/", name="version")
    def superseded_version(self, request, number):
        """A version that was public before, with what has changed since; not for search engines."""
        if not self.live:
            raise Http404("A text that was withdrawn shows none of its versions.")
        version = get_object_or_404(self.versions, number=number)
        latest = self.versions.last()
        response = self.render(
            request,
            template="pages/version.html",
            context_overrides={
                "version": version,
                "old_page": version.as_page(),
                "latest": latest,
                "comparison": compare(version.canonical_text, latest.canonical_text),
                "corrections": self.notices,
            },
        )
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    def get_route_paths(self):
        """Where it can be read, for redirects: its page, and the versions that were public."""
        numbers = self.versions.values_list("number", flat=True) if self.pk else ()
        return [*super().get_route_paths(), *(f"/versions/{number}/" for number in numbers)]

    def route(self, request, path_components):
        """Leads to a withdrawn text as well: its address says why it is gone."""
        if not self.live and not path_components and self.withdrawal:
            return RouteResult(self)
        return super().route(request, path_components)

    def serve(self, request, *args, **kwargs):
        if self.live:
            return super().serve(request, *args, **kwargs)
        context = {"page": self, "withdrawal": self.withdrawal}
        return TemplateResponse(request, "pages/withdrawn.html", context, status=410)
