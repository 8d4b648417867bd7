"""What search engines may know: each language has its own part of the site map."""

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.shortcuts import render
from wagtail.models import Page, Site

from articles.models.standing import without_unadopted


class LanguageSitemap(Sitemap):
    """The public pages of one language. An alias says nothing of its own and is left out."""

    limit = 5000

    def __init__(self, language: str):
        self.language_code = language

    def items(self):
        return without_unadopted(
            Page.objects.live()
            .public()
            .filter(locale__language_code=self.language_code, alias_of__isnull=True, depth__gte=2)
            .order_by("path")
        )

    def location(self, page):
        return page.url or "/"

    def lastmod(self, page):
        return page.last_published_at

    def get_domain(self, site=None):
        return Site.objects.get(is_default_site=True).root_url.partition("://")[2]


SITEMAPS = {language: LanguageSitemap(language) for language, _name in settings.LANGUAGES}


def robots(request):
    """What programs should leave alone: nothing secret stands here, only what is of no use."""
    return render(request, "robots.txt", content_type="text/plain; charset=utf-8")
