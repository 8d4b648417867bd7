from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin import messages

from articles.models.publishable import UnpublishableError
from articles.workflow.adoption import TaskInUseError


class RefusalMiddleware:
    """An editor who tries to publish what is not complete reads why, on the page's own form.

    The view that was asked has undone what it had begun: approving and publishing several pages
    are one transaction each.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        """The answer to `UnpublishableError` in the admin; elsewhere None, for the usual one."""
        is_admin = request.path.startswith(reverse("wagtailadmin_home"))
        if isinstance(exception, TaskInUseError) and is_admin:
            messages.error(request, " ".join(exception.messages))
            return redirect("wagtailadmin_home")
        if not isinstance(exception, UnpublishableError) or not is_admin:
            return None
        messages.error(request, " ".join(exception.messages))
        address = reverse("wagtailadmin_home")
        page = exception.page
        if page.pk and page.permissions_for_user(request.user).can_edit():
            address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            return JsonResponse({"step": "success", "redirect": address})  # to a modal dialogue
        return redirect(address)
