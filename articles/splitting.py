"""Splitting into blocks: headings, quotations and tables in running text become blocks."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.blocks import StreamValue
from wagtail.models import Page

from articles.blocks.from_html import blocks_of, split
from articles.models.body_field import BodyField


def has_body(page) -> bool:
    """Whether it is a page with a body made of blocks."""
    field = next((f for f in type(page)._meta.fields if f.name == "body"), None)
    return isinstance(field, BodyField)


def _draft(request, page_id):
    """The latest draft of a page whose body the editor may change."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not has_body(page):
        raise Http404
    permissions = page.permissions_for_user(request.user)
    if not permissions.can_edit() or permissions.page_locked():
        raise PermissionDenied
    return page.get_latest_revision_as_object()


def _beginning(child) -> str:
    """The first words of a block."""
    get_parts = getattr(child.block, "reading_parts", child.block.canonical_parts)
    words = " ".join(words for _kind, words in get_parts(child.value))
    return Truncator(words).words(14)


def split_into_blocks(request, page_id):
    """Shows what the text would become; then saves it as a draft, which the history can undo.

    HTML that was pasted below the text is put at its end.
    """
    page = _draft(request, page_id)
    pasted = request.POST.get("pasted", "")
    made = [*split(page.body), *((kind, value, None) for kind, value in blocks_of(pasted))]
    changes = [id for _kind, _value, id in made] != [child.id for child in page.body]
    block = page.body.stream_block
    whole = [(kind, block.child_blocks[kind].normalize(value), id) for kind, value, id in made]
    page.body = StreamValue(block, whole)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    if request.method == "POST" and "save" in request.POST:
        if changes:
            page.save_revision(user=request.user, log_action=True)
            history = reverse("wagtailadmin_pages:history", args=[page.pk])
            button = messages.button(history, _("History"))
            text = _("The text is split into blocks, as a draft. The history brings back what was.")
            messages.success(request, text, buttons=[button])
        return redirect(edit)
    context = {
        "page": page,
        "blocks": [(child.block.label, _beginning(child)) for child in page.body],
        "changes": changes,
        "pasted": pasted,
        "next_url": edit,
    }
    return TemplateResponse(request, "articles/admin/split.html", context)


urls = [path("pages/<int:page_id>/split/", split_into_blocks, name="articles_split")]
