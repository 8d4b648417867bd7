"""Feeds: what is new, for programs. One list of entries, written as Atom and as JSON Feed."""

from articles.feeds.answer import FeedRoutes
from articles.feeds.entry import Entry, entries_of

__all__ = ["Entry", "FeedRoutes", "entries_of"]
