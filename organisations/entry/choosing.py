"""Fields that choose a record by any name that it ever had."""

from django import forms


def choice_of(model, **kwargs) -> forms.ModelChoiceField:
    """A field with the chooser that the admin has for a record."""
    return forms.ModelChoiceField(queryset=model.objects.all(), widget=_chooser_of(model), **kwargs)


def use_choosers(form: forms.ModelForm) -> None:
    """Give the fields of a form that lead to records their choosers.

    Form classes are made before the admin knows its choosers, so that this is done for each form.
    """
    for field in form.fields.values():
        if isinstance(field, forms.ModelChoiceField):
            field.widget = _chooser_of(field.queryset.model)
            field.widget.is_required = field.required


def _chooser_of(model):
    return model.snippet_viewset.chooser_viewset.widget_class()
