from django.utils.html import escape
from django.utils.translation import get_language
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler


class LinkInLanguage(PageLinkHandler):
    """Links to pages, in the reader's language where they exist in it: all in two queries."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list):
        numbers = {attrs["id"] for attrs in attrs_list if attrs.get("id", "").isdecimal()}
        pages = {str(page.pk): page for page in Page.objects.filter(pk__in=numbers)}
        keys = {page.translation_key for page in pages.values()}
        translated = Page.objects.live().filter(
            translation_key__in=keys, locale__language_code=get_language()
        )
        by_key = {page.translation_key: page for page in translated.order_by("-pk")}
        return [
            cls._tag(by_key.get(page.translation_key, page)) if page else "<a>"
            for page in (pages.get(attrs.get("id", "")) for attrs in attrs_list)
        ]

    @staticmethod
    def _tag(page) -> str:
        return f'<a href="{escape(page.url or "")}">'
