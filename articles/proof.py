"""The letters that prove a permission: for those who may see permissions, and nobody else."""

from pathlib import PurePath

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.urls import path

from articles.models import Permission


def proof(request, name):
    """The file, as a download: a letter is no page of this site."""
    if not request.user.has_perm("articles.view_permission"):
        raise PermissionDenied
    found = Permission.objects.filter(proof=f"{Permission.proof.field.upload_to}/{name}").first()
    if found is None or not found.proof.storage.exists(found.proof.name):
        raise Http404("No permission has this file.")
    answer = FileResponse(
        found.proof.open("rb"), as_attachment=True, filename=PurePath(found.proof.name).name
    )
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


urls = [path("permissions/proof/<str:name>", proof, name="articles_proof")]
