"""Partial dates and periods as model fields, and the queries over them."""

import datetime
from typing import Literal

from django.conf import settings
from django.core import checks
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.query_utils import DeferredAttribute
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from organisations.period import PartialDate, PartialDateError, today
from organisations.period import Period as PeriodValue

Certainty = Literal["possibly", "certainly"]

HELP_TEXT = _(
    "A day 2019-07-21, month 2019-07, year 2019 or decade 199X; 2019~ is about 2019, 2019? is "
    "perhaps 2019, [1990..1993] is between, [..1990] is 1990 or earlier. Empty: not known."
)
HELP_TEXT_OPEN = _(
    "The last day: 2019-07-21, 2019-07, 2019, 199X; 2019~ is about 2019, 2019? is perhaps 2019, "
    "[1990..1993] is between. Two dots (..): had not ended. Empty: not known."
)


def text_of(value: object) -> str:
    """The EDTF text of what was put into a field; YAML reads a bare 2019 as a number."""
    return "" if value is None else str(value).strip()


class BoundAttribute(DeferredAttribute):
    """Reads a bound from the text beside it, so that the two can't differ on an instance.

    Fixtures are saved raw and `bulk_update` reads attributes: neither calls `pre_save`.
    """

    def __get__(self, instance, cls=None):
        if instance is None or self.field.date_field not in instance.__dict__:
            return super().__get__(instance, cls)
        try:
            date = PartialDate.parse(text_of(instance.__dict__[self.field.date_field]))
        except PartialDateError:
            return None  # the text field refuses the value with its sentence
        return getattr(date, self.field.bound)

    def __set__(self, instance, value):
        instance.__dict__[self.field.attname] = value


class BoundField(models.DateField):
    """The earliest or latest day that the partial date `date_field` can mean."""

    descriptor_class = BoundAttribute

    def __init__(self, *args, date_field: str, bound: str, **kwargs):
        self.date_field, self.bound = date_field, bound
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "date_field": self.date_field, "bound": self.bound}


class PartialDateField(models.Field):
    """A partial date stored as its EDTF text, with `<name>_earliest` and `<name>_latest` beside it.

    It is no `CharField` because wagtail-localize hands every `CharField` to translators.
    """

    def __init__(self, *args, allows_open: bool = False, makes_bounds: bool = True, **kwargs):
        """`allows_open`: for ends; `makes_bounds`: false in migrations, which list the bounds."""
        self.allows_open, self.makes_bounds = allows_open, makes_bounds
        self._own_help_text = HELP_TEXT_OPEN if allows_open else HELP_TEXT
        kwargs = {
            "max_length": 32,
            "blank": True,
            "default": "",
            "help_text": self._own_help_text,
            **kwargs,
        }
        super().__init__(*args, **kwargs)

    def get_internal_type(self):
        return "CharField"

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        if kwargs.get("help_text") is self._own_help_text:
            del kwargs["help_text"]
        if self.allows_open:
            kwargs["allows_open"] = True
        return name, path, args, {**kwargs, "makes_bounds": False}

    def contribute_to_class(self, cls, name, private_only=False):
        super().contribute_to_class(cls, name, private_only)

        def display(record, language: str | None = None) -> str:
            date = PartialDate.parse(text_of(getattr(record, name)))
            return date.display(language or get_language() or settings.LANGUAGE_CODE)

        setattr(cls, f"get_{name}_display", display)
        if self.makes_bounds:
            for bound in ("earliest", "latest"):
                field = BoundField(
                    date_field=name, bound=bound, editable=False, blank=True, db_index=True
                )
                cls.add_to_class(f"{name}_{bound}", field)

    def to_python(self, value):
        return text_of(value)

    def read(self, value) -> PartialDate:
        """The date in `value`. Raises `PartialDateError`, also for an open start."""
        date = PartialDate.parse(text_of(value))
        if date.is_open and not self.allows_open:
            raise PartialDateError(
                gettext("Two dots (..) are for an end; leave this empty if it is not known.")
            )
        return date

    def get_db_prep_save(self, value, connection):
        """Refuse what can't be read before it reaches the table. Raises `PartialDateError`."""
        if not hasattr(value, "as_sql"):
            value = self.read(value).edtf
        return super().get_db_prep_save(value, connection)

    def validate(self, value, model_instance):
        super().validate(value, model_instance)
        try:
            self.read(value)
        except PartialDateError as error:
            raise ValidationError(str(error), code="invalid") from error

    def formfield(self, **kwargs):
        return super().formfield(**{"max_length": self.max_length, **kwargs})


def holding_q(
    on: datetime.date | None = None, certainty: Certainty = "possibly", prefix: str = ""
) -> Q:
    """The condition that a period holds on a day; `prefix` leads to it (``memberships__``).

    `on` None is today in UTC. Mirrors `Period.possibly_contains` and `certainly_contains`.
    """
    day = today() if on is None else on
    if certainty == "possibly":
        bounds = {"starts_on_earliest__lte": day, "ends_on_latest__gte": day}
    elif certainty == "certainly":
        bounds = {"starts_on_latest__lte": day, "ends_on_earliest__gte": day}
    else:
        raise ValueError(f"certainty must be possibly or certainly, not {certainty!r}")
    return Q(**{f"{prefix}{name}": value for name, value in bounds.items()})


def with_bounds(model: type[models.Model], names) -> list[str]:
    """The field names, and after them the bounds of those that are partial dates."""
    bounds = [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, BoundField) and field.date_field in names
    ]
    return list(dict.fromkeys([*names, *bounds]))


class PartialDateQuerySet(models.QuerySet):
    """Keeps the bounds true where rows are changed without being saved one by one."""

    def update(self, **kwargs):
        for name in with_bounds(self.model, kwargs):
            if name not in kwargs:
                field = self.model._meta.get_field(name)
                date = PartialDate.parse(text_of(kwargs[field.date_field]))
                kwargs[name] = getattr(date, field.bound)
        return super().update(**kwargs)

    update.alters_data = True

    def bulk_update(self, objs, fields, batch_size=None):
        return super().bulk_update(objs, with_bounds(self.model, fields), batch_size)

    bulk_update.alters_data = True


class PeriodQuerySet(PartialDateQuerySet):
    """Records by the day on which they hold."""

    def holding(self, on: datetime.date | None = None, certainty: Certainty = "possibly"):
        """Those that hold on a day (None: today in UTC), possibly or certainly."""
        return self.filter(holding_q(on, certainty))


class Period(models.Model):
    """When a record holds: a partial start, and a partial end that is the last day of it."""

    starts_on = PartialDateField(_("start"))
    starts_note = models.CharField(
        _("start in the source's words"), max_length=255, blank=True, default=""
    )
    ends_on = PartialDateField(_("end"), allows_open=True)
    ends_note = models.CharField(
        _("end in the source's words"), max_length=255, blank=True, default=""
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on_earliest__lte=F("ends_on_latest")),
                name="%(app_label)s_%(class)s_ends_after_start",
                violation_error_message=_("The end lies before the start."),
            )
        ]

    @property
    def period(self) -> PeriodValue:
        """The period as a value. Raises `PartialDateError` if an end can't be read."""
        start, end = (PartialDate.parse(text_of(text)) for text in (self.starts_on, self.ends_on))
        return PeriodValue(start, end)

    @classmethod
    def check(cls, **kwargs):
        return [*super().check(**kwargs), *cls._check_constraint_is_kept()]

    @classmethod
    def _check_constraint_is_kept(cls):
        is_own = any(field.name == "ends_on_latest" for field in cls._meta.local_fields)
        if not is_own or any(
            constraint.name.endswith("_ends_after_start") for constraint in cls._meta.constraints
        ):
            return []
        hint = "Inherit Meta from Period.Meta; begin its constraints with *Period.Meta.constraints."
        return [checks.Error("The period's constraint is lost.", hint=hint, obj=cls)]

    def save_base(self, *args, update_fields=None, **kwargs):
        """Writes the bounds with their text also where only some fields are saved."""
        if update_fields is not None:
            update_fields = frozenset(with_bounds(type(self), update_fields))
        super().save_base(*args, update_fields=update_fields, **kwargs)

    save_base.alters_data = True

    def validate_constraints(self, exclude=None):
        """As usual, but a text that was refused has no bounds to check."""
        super().validate_constraints(exclude=set(with_bounds(type(self), exclude or ())))

    def clean(self):
        """Refuse an end certainly before the start."""
        super().clean()
        try:
            period = self.period
        except ValueError:
            return  # the fields themselves say so
        if period.end.is_certainly_before(period.start):
            raise ValidationError(
                {
                    "ends_on": ValidationError(
                        _("The end (%(end)s) lies before the start (%(start)s)."),
                        code="end_before_start",
                        params={"start": self.starts_on, "end": self.ends_on},
                    )
                }
            )
