from django.conf import settings
from django.db import models
from wagtail.models import Locale, Site


class Paged(models.Model):
    """A record that readers can look up: on a page of its own, or by a route.

    `page_accessor` is the reverse name of its pages (empty where it never has one), `route_name`
    the route below the structure page that shows it otherwise.
    """

    page_accessor = ""
    route_name = ""

    class Meta:
        abstract = True

    def page_for(self, locale: Locale):
        """Its live page in a language, else in the source language, else None.

        An alias is never chosen: it shows another page's words.
        """
        if not self.page_accessor:
            return None
        pages = [
            page
            for page in getattr(self, self.page_accessor).all()
            if page.live and page.alias_of_id is None
        ]
        pages.sort(key=lambda page: page.pk)
        for wanted in (locale.language_code, settings.LANGUAGE_CODE):
            for page in pages:
                if page.locale.language_code == wanted:
                    return page
        return None

    def address(self, structure_page, site: Site | None = None) -> str:
        """Where readers find the record: its page, else its route below the structure page."""
        page = self.page_for(structure_page.locale)
        if page:
            return page.get_url(current_site=site)
        route = structure_page.reverse_subpage(self.route_name, kwargs={"key": self.key})
        return structure_page.get_url(current_site=site) + route
