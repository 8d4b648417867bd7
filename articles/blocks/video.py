import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from articles.canonical import one_line


@dataclass(frozen=True)
class Host:
    """A site that videos are shown from: how its addresses look, and where its player is."""

    name: str
    domain: str
    pattern: str
    player: str

    def player_of(self, address: str) -> str:
        """The address of the player for a video; "" where it is none of this host."""
        parts = urlsplit(address)
        domain = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
        if domain != self.domain or parts.scheme not in ("http", "https"):
            return ""
        found = re.match(self.pattern, f"{parts.path}?{parts.query}")
        return self.player.format(found[1]) if found else ""


YOUTUBE = "https://www.youtube-nocookie.com/embed/{}"
PEERTUBE = r"/(?:w|videos/(?:watch|embed))/([\w-]+)"
HOSTS = [
    Host("YouTube", "youtube.com", r"/watch\?(?:.*&)?v=([\w-]{11})", YOUTUBE),
    Host("YouTube", "youtube.com", r"/(?:embed|shorts|live)/([\w-]{11})", YOUTUBE),
    Host("YouTube", "youtube-nocookie.com", r"/embed/([\w-]{11})", YOUTUBE),
    Host("YouTube", "youtu.be", r"/([\w-]{11})", YOUTUBE),
    Host("Vimeo", "vimeo.com", r"/(?:.*/)?(\d+)", "https://player.vimeo.com/video/{}?dnt=1"),
    Host("Vimeo", "player.vimeo.com", r"/video/(\d+)", "https://player.vimeo.com/video/{}?dnt=1"),
    Host(
        "Internet Archive",
        "archive.org",
        r"/(?:details|embed)/([\w.-]+)",
        "https://archive.org/embed/{}",
    ),
    Host("Framatube", "framatube.org", PEERTUBE, "https://framatube.org/videos/embed/{}"),
]
NAMES = list(dict.fromkeys(host.name for host in HOSTS))


class VideoValue(blocks.StructValue):
    """A video elsewhere."""

    @property
    def player(self) -> str:
        """The address of its player; "" where its host is not known."""
        address = self.get("address") or ""
        return next(filter(None, (host.player_of(address) for host in HOSTS)), "")

    @property
    def host(self) -> str:
        """The name of the site where it lies."""
        address = self.get("address") or ""
        known = next((host.name for host in HOSTS if host.player_of(address)), "")
        return known or urlsplit(address).hostname or ""


class VideoBlock(blocks.StructBlock):
    """A video of another site. Nothing is asked of that site until the reader asks for it."""

    address = blocks.URLBlock(
        label=_("Address"), help_text=_("The page of the video, as your browser shows it.")
    )
    title = blocks.CharBlock(label=_("Title"), max_length=255)
    caption = blocks.CharBlock(label=_("Caption"), required=False, default="")
    credit = blocks.CharBlock(label=_("Credit"), required=False, default="")

    def canonical_parts(self, value):
        parts = [f"[{one_line(value['title'])}]({value['address']})"]
        parts += [one_line(value[part]) for part in ("caption", "credit") if value[part]]
        return [("video", "\n\n".join(parts))]

    class Meta:
        icon = "media"
        label = _("Video")
        template = "blocks/video.html"
        value_class = VideoValue
        description = _("A video of another site, which is asked only when the reader wants it.")
        preview_value = {
            "address": "https://archive.org/details/example",
            "title": "The opening of the shed",
            "caption": "Filmed from the fence.",
            "credit": "Ada Alder",
        }

    def clean(self, value):
        """Refuses a video of a host whose player is not known, except in a draft."""
        cleaned = super().clean(value)
        if self.is_deferred_validation or cleaned.player:
            return cleaned
        message = _(
            "No video can be shown from “%(host)s”. Known are %(hosts)s: give the address of one "
            "video there, or link to it in the text."
        )
        values = {"host": cleaned.host, "hosts": ", ".join(NAMES)}
        raise StructBlockValidationError({"address": ValidationError(message % values)})
