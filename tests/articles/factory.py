"""Pages and records for tests: each function makes one thing, with only what it needs."""

import itertools

from articles.models import (
    Adoption,
    Appearance,
    ArticleIndexPage,
    ArticlePage,
    Byline,
    DocumentPage,
    LibraryIndexPage,
    Permission,
    StatementIndexPage,
    StatementPage,
)
from articles.site import ensure_home
from organisations.models import (
    Body,
    BodyName,
    Decision,
    Organisation,
    OrganisationName,
    OrganisationSettings,
    Person,
    PersonName,
    Source,
    StructurePage,
)

numbers = itertools.count(1)


def source(**fields):
    """A source that facts can rest on."""
    return Source.objects.create(**{"title": f"Minutes {next(numbers)}", **fields})


def organisation(name="League of Gardeners", **fields):
    """An organisation with an official English name."""
    made = Organisation(**{"kind": Organisation.Kind.UNION, **fields})
    made.names = [OrganisationName(text=name, source=source())]
    made.save()
    return made


def body(name="Council", of=None, **fields):
    """A body with an official English name."""
    made = Body(organisation=of or organisation(), **{"kind": Body.Kind.EXECUTIVE, **fields})
    made.names = [BodyName(text=name, source=source())]
    made.save()
    return made


def person(name="Ada Alder", **fields):
    """A public person."""
    made = Person(**{"sort_name": name, "is_public": True, **fields})
    made.names = [PersonName(text=name, source=source())]
    made.save()
    return made


def index_page(model, slug, language="en"):
    """The index of one kind of text in a language, made where it is missing."""
    home = ensure_home(language)
    found = model.objects.child_of(home).first()
    if found:
        return found
    return home.add_child(instance=model(title=slug.title(), slug=slug))


def structure_page(language="en", of=None):
    """The structure page of a language; `of` becomes the organisation whose site it is."""
    page = index_page(StructurePage, "structure", language)
    if of:
        settings = OrganisationSettings.for_site(page.get_site())
        settings.organisation = of
        settings.save()
    return page


def _text(model, parent, title, bylines=(), topics=(), live=True, **fields):
    page = model(title=title or f"Text {next(numbers)}", live=live, **fields)
    page.bylines = list(bylines)
    page.topics.set(list(topics))
    return parent.add_child(instance=page)


def article(title="", language="en", **fields):
    """An article, live unless told otherwise."""
    return _text(ArticlePage, index_page(ArticleIndexPage, "articles", language), title, **fields)


def statement(title="", issued_by=None, language="en", live=True, **fields):
    """A statement of a body: adopted and live unless told otherwise."""
    parent = index_page(StatementIndexPage, "statements", language)
    fields["issued_by"] = issued_by or body()
    page = _text(StatementPage, parent, title, live=False, **fields)
    if live:
        adopt(page)
        page.live, page.has_unpublished_changes = True, False
        page.save()
    return page


def decision(of, **fields):
    """A decision of a body that a source reports: adopted unless told otherwise."""
    fields = {
        "mode": Decision.Mode.HISTORICAL,
        "title": f"Decision {next(numbers)}",
        "result": Decision.Result.ADOPTED,
        "decided_on": "2019-07-21",
    } | fields
    return Decision.objects.create(body=of, source=fields.pop("source", None) or source(), **fields)


def adopt(page, **fields):
    """That the body of a statement adopted the words which the page has now."""
    if fields.get("kind") != Adoption.Kind.RELEASED:
        fields.setdefault("decision", None)
        fields["decision"] = fields["decision"] or decision(page.issued_by)
    return Adoption.objects.create(text_id=page.pk, text_hash=page.text_hash, **fields)


def document(title="", language="en", **fields):
    """A document in the library, live unless told otherwise."""
    return _text(DocumentPage, index_page(LibraryIndexPage, "library", language), title, **fields)


def right(basis=Permission.Basis.OWN, **fields):
    """By what right a text may be shown."""
    return Permission.objects.create(basis=basis, **fields)


def signed_article(name="Ada Alder", **fields):
    """An article with one byline of a public person, and its first appearance elsewhere."""
    page = article(bylines=[Byline(name=name, person=person(name))], **fields)
    Appearance.objects.create(
        text=page,
        organisation=organisation(f"Paper {next(numbers)}"),
        appeared_on="2019-07",
        is_first=True,
        permission=right(),
    )
    return page
