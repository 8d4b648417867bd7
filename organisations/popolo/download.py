"""The file for readers' machines: what is public, the same for everybody."""

from django.http import Http404, HttpResponse

from organisations.popolo.selection import belonging_to, whole
from organisations.popolo.writing import as_text, document

# The kinds of records that can be had alone, by the words in their addresses.
KINDS = {"organisations": "organisation", "bodies": "body", "persons": "person"}


def download(language: str, collection: str = "", key: str = "") -> HttpResponse:
    """All of the record, or what belongs to one of its records; names in a language.

    Raises Http404 where there is no such record that is public.
    """
    if collection and collection not in KINDS:
        raise Http404
    records = belonging_to(KINDS[collection], key) if collection else whole()
    if collection and not records:
        raise Http404
    text = as_text(document(records, language=language))
    # Wagtail serves no addresses that end in .json; the file is called so all the same.
    name = f"{key or 'record'}.popolo.json"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(text, content_type="application/json", headers=headers)
