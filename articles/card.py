"""Texts as cards show them: by their numbers, all that a card prints, in few queries."""

from articles.filter import text_models


def cards(numbers: list[int], is_whole: bool = False) -> list:
    """The texts with these numbers, in that order, as what they are: a few queries for each type.

    Without their bodies, which no card prints, unless they are wanted whole.
    """
    from articles.models.text_page import TextPage

    types = dict(TextPage.objects.filter(pk__in=numbers).values_list("pk", "content_type__model"))
    found = {}
    for model in text_models():
        of_type = [pk for pk, name in types.items() if name == model._meta.model_name]
        if of_type:
            texts = model.objects.filter(pk__in=of_type).for_listing()
            found.update((texts.defer(None) if is_whole else texts).in_bulk())
    return [found[number] for number in numbers if number in found]
