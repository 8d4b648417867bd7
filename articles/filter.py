"""The ways to narrow a list of texts down: each knows its parameter, its query and its labels."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Count, Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

Labels = Callable[[list[str]], dict[str, str]]


def _records(app_label: str, model_name: str, label: Callable = str, rows: str = "names") -> Labels:
    def labels(keys):
        model = apps.get_model(app_label, model_name)
        found = model.objects.filter(key__in=keys)
        if rows:
            found = found.prefetch_related(rows)
        return {record.key: label(record) for record in found}

    return labels


@dataclass(frozen=True)
class ColumnFilter:
    """By what stands in a column of the text itself."""

    name: str
    label: str
    column: str
    labels: Labels
    is_number: bool = False
    is_by_value: bool = False  # options in the order of their values, the highest first

    def narrow(self, texts, value: str):
        if not self.is_number:
            return texts.filter(**{self.column: value})
        if not (value.isascii() and value.isdigit() and len(value) == 4):
            return texts.none()
        return texts.filter(**{self.column: int(value)})

    def counts(self, texts) -> dict[str, int]:
        """How many texts each value leaves."""
        rows = texts.order_by().values_list(self.column).annotate(number=Count("pk"))
        return {str(value): number for value, number in rows if value}


@dataclass(frozen=True)
class LinkFilter:
    """By records to which rows of the text lead: its topics, countries, authors, bodies.

    `rows` are the places where such rows are: model, column of the text's number, the way to the
    key, and what else must hold.
    """

    name: str
    label: str
    rows: tuple[tuple[str, str, str, dict], ...]
    labels: Labels
    is_by_value: bool = False

    def _rows(self):
        for model, text, key, condition in self.rows:
            found = apps.get_model("articles", model).objects.filter(
                **condition, **{f"{key}__isnull": False}
            )
            yield found.order_by(), text, key

    def narrow(self, texts, value: str):
        condition = Q()
        for rows, text, key in self._rows():
            condition |= Q(pk__in=rows.filter(**{key: value}).values(text))
        return texts.filter(condition)

    def counts(self, texts) -> dict[str, int]:
        """How many texts each key leaves; a text that leads to one twice counts once."""
        numbers = texts.order_by().values("pk")
        found = [
            (rows.filter(**{f"{text}__in": numbers}), text, key) for rows, text, key in self._rows()
        ]
        if len(found) == 1:
            ((rows, text, key),) = found
            return dict(rows.values_list(key).annotate(number=Count(text, distinct=True)))
        first, *others = (rows.values_list(text, key) for rows, text, key in found)
        return dict(Counter(key for _text, key in first.union(*others)))


def _kinds(model) -> Labels:
    names = {value: capfirst(str(label)) for value, label in model.Kind.choices}
    return lambda keys: {key: names.get(key, key) for key in keys}


def _types(keys):
    models = {model._meta.model_name: model for model in text_models()}
    return {
        key: capfirst(str(models[key]._meta.verbose_name_plural)) for key in keys if key in models
    }


def text_models() -> list[type]:
    """Article, statement, document."""
    return [
        apps.get_model("articles", name)
        for name in ("ArticlePage", "StatementPage", "DocumentPage")
    ]


def _same(keys):
    return {key: key for key in keys}


_BODIES = _records("organisations", "Body")
_ISSUED = ("StatementPage", "pk", "issued_by__key", {})
_SIGNED = ("Byline", "text", "body__key", {})

TYPE = ColumnFilter("type", _("Type of text"), "content_type__model", _types)
TOPIC = LinkFilter(
    "topic",
    _("Topic"),
    (("TextTopic", "content_object", "tag__key", {"tag__merged_into__isnull": True}),),
    _records("articles", "Topic", lambda topic: topic.label),
)
COUNTRY = LinkFilter(
    "country",
    _("Country"),
    (("TextCountry", "text", "territory__key", {}),),
    _records("organisations", "Territory", rows=""),
)
ISSUED_BY = ColumnFilter("body", _("Body"), "issued_by__key", _BODIES)
SIGNED_BY_BODY = LinkFilter("body", _("Body"), (_SIGNED,), _BODIES)
BODY = LinkFilter("body", _("Body"), (_SIGNED, _ISSUED), _BODIES)
AUTHOR = LinkFilter(
    "author",
    _("Author"),
    (("Byline", "text", "person__key", {"person__is_public": True}),),
    _records("organisations", "Person"),
)
YEAR = ColumnFilter("year", _("Year"), "year", _same, is_number=True, is_by_value=True)


def filters_for(model) -> list[ColumnFilter | LinkFilter]:
    """The filters that make sense for texts of a type, or for all types together."""
    if model._meta.model_name == "textpage":
        return [TYPE, TOPIC, COUNTRY, BODY, AUTHOR, YEAR]
    filters: list[ColumnFilter | LinkFilter] = []
    if hasattr(model, "Kind"):
        filters.append(ColumnFilter("kind", _("Kind"), "kind", _kinds(model)))
    filters += [TOPIC, COUNTRY, ISSUED_BY if hasattr(model, "issued_by") else SIGNED_BY_BODY]
    return [*filters, AUTHOR, YEAR]
