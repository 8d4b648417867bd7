from wagtail import hooks

from articles.formats.panel import FailedFiles


@hooks.register("construct_homepage_panels")
def show_failed_files(request, panels):
    panels.append(FailedFiles())
