"""By itself: PostgreSQL changes no table whose rows were changed in the same transaction."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("articles", "0006_every_text_may_answer")]

    operations = [
        migrations.RemoveField(model_name="articlepage", name="old_reply_to"),
        migrations.RemoveField(model_name="articlepage", name="old_reply_to_address"),
        migrations.RemoveField(model_name="articlepage", name="old_reply_to_title"),
    ]
