"""What we publish: texts of three kinds, the pages that list them, and the site's settings.

Other packages import from here. Inside, modules import downwards only.
"""

from articles.models.adoption import Adoption
from articles.models.appearance import Appearance
from articles.models.article_page import ArticlePage
from articles.models.byline import Byline, BylineAffiliation
from articles.models.connection import Mention, RelatedText, TextCountry
from articles.models.correction import Correction
from articles.models.document_page import DocumentPage
from articles.models.free_tag import FreeTag, TextFreeTag
from articles.models.home_page import HomePage
from articles.models.home_section import HomeSection
from articles.models.index_page import ArticleIndexPage, LibraryIndexPage, StatementIndexPage
from articles.models.notice import Notice, NoticeText
from articles.models.permission import Permission
from articles.models.plain_page import PlainPage
from articles.models.series import Series, SeriesName, SeriesPart
from articles.models.signatory import Signatory
from articles.models.site_settings import MenuItem, SiteSettings
from articles.models.statement_page import StatementPage
from articles.models.text_page import TextPage
from articles.models.topic import TextTopic, Topic, TopicDescription, TopicName
from articles.models.version import Version

__all__ = [
    "Adoption",
    "Appearance",
    "ArticleIndexPage",
    "ArticlePage",
    "Byline",
    "BylineAffiliation",
    "Correction",
    "DocumentPage",
    "FreeTag",
    "HomePage",
    "HomeSection",
    "LibraryIndexPage",
    "Mention",
    "MenuItem",
    "Notice",
    "NoticeText",
    "Permission",
    "PlainPage",
    "RelatedText",
    "Series",
    "SeriesName",
    "SeriesPart",
    "Signatory",
    "SiteSettings",
    "StatementIndexPage",
    "StatementPage",
    "TextCountry",
    "TextFreeTag",
    "TextPage",
    "TextTopic",
    "Topic",
    "TopicDescription",
    "TopicName",
    "Version",
]
