import hashlib
import json

from django.http import HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import http_date
from wagtail.contrib.routable_page.models import path

from articles.feeds.entry import entries_of


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


def atom(title, description, address, language, own_address, entries) -> str:
    """The feed as Atom (RFC 4287)."""
    feed = WholeAtomFeed(
        title=title,
        link=address,
        description=description,
        language=language,
        feed_url=own_address,
        feed_guid=own_address,
        subtitle=description or None,
    )
    for entry in entries:
        feed.add_item(
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
    return feed.writeString("utf-8")


def json_feed(title, description, address, language, own_address, entries) -> str:
    """The feed as JSON Feed 1.1."""
    items = []
    for entry in entries:
        item = {
            "id": entry.id,
            "url": entry.address,
            "title": entry.title,
            "language": entry.language,
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
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": address,
        "feed_url": own_address,
        "language": language,
        "items": items,
    }
    if description:
        feed["description"] = description
    return json.dumps(feed, ensure_ascii=False)


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

    def _feed(self, request, name):
        """The feed, or 304 where the reader's program has it already."""
        write, content_type = FORMATS[name]
        address = self.get_full_url(request)
        description = getattr(self, "standfirst", "") or self.search_description
        entries = entries_of(self.feed_texts(), request)
        language = self.locale.language_code
        text = write(self.title, description, address, language, address + name, entries)
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
