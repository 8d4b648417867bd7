"""What an article answered is said of every kind of text."""

from django.db import migrations

NAMES = ("reply_to_id", "reply_to_title", "reply_to_address")


def carry_over(apps, schema_editor):
    texts = apps.get_model("articles", "TextPage").objects
    for article in apps.get_model("articles", "ArticlePage").objects.all():
        said = {name: getattr(article, f"old_{name}") for name in NAMES}
        if any(said.values()):
            texts.filter(pk=article.pk).update(**said)


class Migration(migrations.Migration):

    dependencies = [("articles", "0005_who_speaks_dates_and_rights")]

    operations = [
        migrations.RunPython(carry_over, migrations.RunPython.noop),
    ]
