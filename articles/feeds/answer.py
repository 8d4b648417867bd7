import hashlib
import json
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import http_date
from wagtail.contrib.routable_page.models import path

from articles.feeds.entry import Entry, entries_of
from articles.templatetags.language import bcp47
from organisations.models import OrganisationSettings


class WholeAtomFeed(Atom1Feed):
    """An Atom feed with the whole text of an entry beside its summary."""

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        for name in item["more_authors"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", name)
            handler.endElement("author")
        if item["content"]:
            handler.addQuickElement("content", item["content"], {"type": "html"})


@dataclass(frozen=True)
class Feed:
    """A list of entries, and what programs are told of the list itself."""

    title: str
    description: str
    address: str
    own_address: str
    language: str
    publisher: str
    entries: list[Entry]


def atom(feed: Feed) -> str:
    """The feed as Atom (RFC 4287)."""
    atom = WholeAtomFeed(
        title=feed.title,
        link=feed.address,
        description=feed.description,
        language=bcp47(feed.language),
        author_name=feed.publisher,
        feed_url=feed.own_address,
        feed_guid=feed.own_address,
        subtitle=feed.description or None,
    )
    for entry in feed.entries:
        atom.add_item(
            title=entry.title,
            link=entry.address,
            description=entry.summary,
            unique_id=entry.id,
            pubdate=entry.published_at,
            updateddate=entry.updated_at,
            author_name=entry.authors[0] if entry.authors else None,
            more_authors=entry.authors[1:],
            categories=entry.topics,
            content=entry.content,
        )
    return atom.writeString("utf-8")


def json_feed(feed: Feed) -> str:
    """The feed as JSON Feed 1.1."""
    items = []
    for entry in feed.entries:
        item = {
            "id": entry.id,
            "url": entry.address,
            "title": entry.title,
            "language": bcp47(entry.language),
            "date_published": entry.published_at.isoformat(),
            "date_modified": entry.updated_at.isoformat(),
        }
        if entry.content:
            item["content_html"] = entry.content
        else:
            item["content_text"] = entry.summary or entry.title
        if entry.summary:
            item["summary"] = entry.summary
        if entry.authors:
            item["authors"] = [{"name": name} for name in entry.authors]
        if entry.topics:
            item["tags"] = entry.topics
        items.append(item)
    written = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.address,
        "feed_url": feed.own_address,
        "language": bcp47(feed.language),
        "authors": [{"name": feed.publisher}],
        "items": items,
    }
    if feed.description:
        written["description"] = feed.description
    return json.dumps(written, ensure_ascii=False)


def publisher(request) -> str:
    """The name of the organisation whose site it is."""
    organisation = OrganisationSettings.for_request(request).organisation
    return str(organisation) if organisation else settings.WAGTAIL_SITE_NAME


FORMATS = {
    "feed/atom/": (atom, "application/atom+xml; charset=utf-8"),
    "feed/json/": (json_feed, "application/feed+json; charset=utf-8"),
}


class FeedRoutes:
    """A page that lists texts (`feed_texts`), and offers them as feeds below its own address."""

    def feed_texts(self):
        """All texts of the feed, without order."""
        raise NotImplementedError

    @path("feed/atom/", name="atom")
    def atom_feed(self, request):
        """What is new here, as Atom."""
        return self._feed(request, "feed/atom/")

    @path("feed/json/", name="json")
    def json_feed(self, request):
        """What is new here, as JSON Feed."""
        return self._feed(request, "feed/json/")

    def _feed(self, request, name, texts=None, title="", path="", description=""):
        """The feed, or 304 where the reader's program has it already.

        `path` leads from this page to the list whose feed it is. The filters of the list stand in
        the address, and narrow its feed down as they do the list.
        """
        from articles.listing import Listing  # which reads the models that have feeds

        write, content_type = FORMATS[name]
        listing = Listing(self.feed_texts() if texts is None else texts, request.GET)
        query = f"?{listing.query}" if listing.chosen else ""
        address = self.get_full_url(request) + path
        words = [title or self.title, listing.words if listing.chosen else ""]
        entries = entries_of(listing.texts, request)
        text = write(
            Feed(
                title=": ".join(each for each in words if each),
                description=description
                or getattr(self, "standfirst", "")
                or self.search_description,
                address=address + query,
                own_address=address + name + query,
                language=self.locale.language_code,
                publisher=publisher(request),
                entries=entries,
            )
        )
        etag = f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'
        answer = get_conditional_response(request, etag=etag) or HttpResponse(
            text, content_type=content_type
        )
        answer.headers["ETag"] = etag
        if entries:
            newest = max(entry.updated_at for entry in entries)
            answer.headers["Last-Modified"] = http_date(newest.timestamp())
        patch_cache_control(answer, public=True, max_age=300)
        return answer
