from wagtail.fields import StreamField

from articles.blocks import BodyBlock


class BodyField(StreamField):
    """The body of a text or page, whose blocks stay out of migrations.

    A changed block changes no table; a migration for each new help text would say nothing.
    """

    def __init__(self, block_types=None, **kwargs):
        super().__init__(block_types or BodyBlock(), **kwargs)

    def deconstruct(self):
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs
