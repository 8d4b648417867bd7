from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.functional import cached_property
from wagtail.contrib.routable_page.models import path
from wagtail.models import Page

from articles.card import cards
from articles.listing import Elsewhere, Listing
from articles.models.series import Series, SeriesPart
from articles.models.text_page import TextPage
from articles.models.topic import Topic
from articles.reading import in_reading_language


class HomeRoutes:
    """What stands below a front page without a page of its own: topics and series."""

    @cached_property
    def _texts(self):
        return TextPage.objects.descendant_of(self).published()

    def _show(self, request, template, **context):
        """A route, without what the front page itself looks up for its sections."""
        return TemplateResponse(request, template, Page.get_context(self, request) | context)

    def _topic(self, key, rest=""):
        """(the topic, None), or (None, the way to the topic that stands for it)."""
        topics = Topic.objects.prefetch_related("names", "descriptions")
        topic = get_object_or_404(topics, key=key)
        if not topic.merged_into_id:
            return topic, None
        address = self.get_url() + f"topics/{topic.standing.key}/{rest}"
        return None, redirect(address, permanent=True)

    @path("topics/", name="topics")
    def topics(self, request):
        """All topics of which there are texts in this language."""
        counted = Count("text_links", filter=Q(text_links__content_object__in=self._texts))
        found = (
            Topic.objects.standing()
            .annotate(number=counted)
            .filter(number__gt=0)
            .prefetch_related("names", "descriptions")
        )
        topics = sorted(found, key=lambda topic: topic.label.casefold())
        return self._show(request, "pages/topics.html", topics=topics)

    @path("topics/<slug:key>/", name="topic")
    def topic(self, request, key):
        """One topic: what it covers, and its texts, which filters narrow down."""
        topic, moved = self._topic(key)
        if moved:
            return moved
        addresses = {
            home.locale.language_code: f"{home.get_url(request)}topics/{topic.key}/"
            for home in type(self).objects.live().filter(depth=2).select_related("locale")
        }
        everywhere = TextPage.objects.published().filter(topic_links__tag=topic)
        elsewhere = Elsewhere(self.locale.language_code, everywhere, addresses)
        texts = self._texts.filter(topic_links__tag=topic).latest_first()
        listing = Listing(texts, request.GET, elsewhere, without="topic")
        return self._show(
            request,
            "pages/topic.html",
            topic=topic,
            listing=listing,
            texts=listing.page(request.GET.get("page")),
            feed_address=f"{self.get_url(request)}topics/{topic.key}/",
            feed_query=f"?{listing.query}" if listing.chosen else "",
        )

    @path("topics/<slug:key>/feed/<slug:kind>/", name="topic_feed")
    def topic_feed(self, request, key, kind):
        """What is new on a topic."""
        topic, moved = self._topic(key, rest=f"feed/{kind}/")
        if moved:
            return moved
        if kind not in ("atom", "json"):
            raise Http404
        texts = TextPage.objects.descendant_of(self).filter(topic_links__tag=topic)
        return self._feed(
            request,
            f"feed/{kind}/",
            texts=texts,
            title=topic.label,
            path=f"topics/{topic.key}/",
            description=topic.description,
        )

    @path("series/", name="series_index")
    def all_series(self, request):
        """All series of which there are texts in this language."""
        keys = self._texts.values("translation_key")
        has_texts = Series.objects.filter(parts__text__translation_key__in=keys).distinct()
        found = list(has_texts.prefetch_related("names"))
        return self._show(request, "pages/all_series.html", all_series=found)

    @path("series/<slug:key>/", name="series")
    def series(self, request, key):
        """One series: its parts in their order, each in the reader's language where it exists."""
        series = get_object_or_404(Series.objects.prefetch_related("names"), key=key)
        parts = SeriesPart.objects.filter(series=series).values_list("text_id", flat=True)
        texts = cards(in_reading_language(list(parts), self.locale))
        if not texts:
            raise Http404
        return self._show(request, "pages/series.html", series=series, texts=texts)
