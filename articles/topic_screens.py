"""Screens of the admin for topics: what free tags stand for, and another name for a topic."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models.functions import Lower
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.log_actions import log

from articles.models import FreeTag, TextPage, Topic

MAP, MAKE, DROP = "map", "make", "drop"
TEXTS_NAMED = 3


class MappingForm(forms.Form):
    """What becomes of one free tag."""

    decision = forms.ChoiceField(choices=[(MAP, ""), (MAKE, ""), (DROP, "")])
    topic = forms.ModelChoiceField(
        Topic.objects.standing(), required=False, label=gettext_lazy("Topic")
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("decision") == MAP and not cleaned.get("topic"):
            self.add_error("topic", _("Choose the topic for which the tag stands."))
        return cleaned


class RenamingForm(forms.Form):
    """The new name of a topic."""

    name = forms.CharField(
        label=gettext_lazy("New name"),
        max_length=100,
        help_text=gettext_lazy(
            "The topic gets a new address. The old one leads there, and so do old links."
        ),
    )

    def clean_name(self):
        name = self.cleaned_data["name"]
        if Topic.objects.filter(name__iexact=name).exists():
            raise forms.ValidationError(
                _("There is a topic “%(name)s” already: merge this one into it instead.")
                % {"name": name}
            )
        return name


def _require_editor(request):
    if not request.user.has_perm("articles.change_topic"):
        raise PermissionDenied


def free_tags(request):
    """All free tags that stand for no topic yet, with how many texts carry each."""
    _require_editor(request)
    tags = list(FreeTag.objects.unmapped())
    uses = FreeTag.objects.unmapped().uses()
    shown = {number for texts in uses.values() for number in sorted(texts)[:TEXTS_NAMED]}
    texts = TextPage.objects.in_bulk(shown)
    rows = [
        {
            "tag": tag,
            "count": len(uses[tag.pk]),
            "texts": [texts[number] for number in sorted(uses[tag.pk])[:TEXTS_NAMED]],
        }
        for tag in tags
    ]
    rows.sort(key=lambda row: (-row["count"], row["tag"].name))
    context = {
        "rows": rows,
        "topics": list(Topic.objects.standing().order_by(Lower("name"))),
        "mapped": FreeTag.objects.filter(topic__isnull=False).select_related("topic"),
    }
    return TemplateResponse(request, "articles/admin/free_tags.html", context)


def decide(request, pk):
    """What becomes of one tag: a topic that exists, a new one, or nothing."""
    _require_editor(request)
    back = redirect("articles_free_tags")
    if request.method != "POST":
        return back
    tag = get_object_or_404(FreeTag, pk=pk)
    form = MappingForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(each[0]) for each in form.errors.values()))
        return back
    decision, name = form.cleaned_data["decision"], tag.name
    if decision == DROP:
        count, said = tag.drop(), _("“%(tag)s” was taken off.") % {"tag": name}
    else:
        topic = form.cleaned_data["topic"]
        if decision == MAKE:
            topic = Topic.objects.filter(name__iexact=name).first() or Topic.objects.create(
                name=name
            )
        count = tag.map_to(topic.standing)
        said = _("“%(tag)s” stands for “%(topic)s” now.") % {"tag": name, "topic": topic.name}
        log(instance=topic, action="wagtail.edit", user=request.user)
    number = ngettext("%(count)d text was changed.", "%(count)d texts were changed.", count)
    messages.success(request, f"{said} {number % {'count': count}}")
    return back


def rename(request, pk):
    """Another name and address for a topic."""
    _require_editor(request)
    topic = get_object_or_404(Topic.objects.standing(), pk=pk)
    form = RenamingForm(request.POST or None)
    topics = reverse(Topic.snippet_viewset.get_url_name("list"))
    if request.method == "POST" and form.is_valid():
        new = topic.rename(form.cleaned_data["name"])
        log(instance=new, action="wagtail.create", user=request.user)
        messages.success(
            request,
            _("“%(old)s” is called “%(new)s” now.") % {"old": topic.name, "new": new.name},
        )
        return redirect(topics)
    context = {"topic": topic, "form": form, "back": topics}
    return TemplateResponse(request, "articles/admin/rename_topic.html", context)


urls = [
    path("free-tags/", free_tags, name="articles_free_tags"),
    path("free-tags/<int:pk>/", decide, name="articles_free_tag"),
    path("topics/<int:pk>/rename/", rename, name="articles_rename_topic"),
]
