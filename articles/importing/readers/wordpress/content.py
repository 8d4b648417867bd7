"""What stands in a post: HTML of the block editor, or of the classic one with its shortcodes."""

from __future__ import annotations

import re
from html import escape, unescape

from articles.importing.record import Finding

BLOCK_EDITOR = re.compile(r"<!--\s*/?wp:")
BLOCK_COMMENT = re.compile(r"<!--\s*/?wp:[^>]*?-->", re.DOTALL)
SHORTCODE = re.compile(
    r"\[(?P<name>[a-z][\w-]*)(?P<values>(?:\s[^\[\]]*)?)/?\](?!\()", re.IGNORECASE
)
CAPTION = re.compile(r"\[caption(?P<values>[^\]]*)\](?P<inner>.*?)\[/caption\]", re.DOTALL | re.I)
EMBED = re.compile(r"\[embed[^\]]*\](?P<address>.*?)\[/embed\]", re.DOTALL | re.I)
GALLERY = re.compile(r"\[gallery(?P<values>[^\]]*)\]", re.I)
MEDIA = re.compile(r"\[(?P<name>audio|video)(?P<values>[^\]]*)\](?:\[/(?P=name)\])?", re.I)
VALUE = re.compile(r"""(?P<name>[\w-]+)\s*=\s*(?:"(?P<a>[^"]*)"|'(?P<b>[^']*)'|(?P<c>\S+))""")
KNOWN = frozenset(
    [
        "caption", "wp_caption", "gallery", "embed", "audio", "video", "playlist", "contact-form",
        "contact-form-7", "code", "sourcecode", "quote", "youtube", "vimeo", "tweet", "gravityform",
        "google_maps", "slideshare", "polldaddy", "soundcloud", "archives",
    ]
)  # fmt: skip
BLOCK_TAGS = (
    "table|thead|tfoot|caption|col|colgroup|tbody|tr|td|th|div|dl|dd|dt|ul|ol|li|pre|form|map|area|"
    "blockquote|address|style|p|h[1-6]|hr|fieldset|legend|section|article|aside|hgroup|header|"
    "footer|nav|figure|figcaption|details|menu|summary|script|iframe"
)
OPENING = re.compile(rf"(<(?:{BLOCK_TAGS})[\s/>])", re.I)
CLOSING = re.compile(rf"(</(?:{BLOCK_TAGS})>)", re.I)
PRE = re.compile(r"<pre\b.*?</pre>|<textarea\b.*?</textarea>|<script\b.*?</script>", re.S | re.I)
BARE_ADDRESS = re.compile(r"^\s*(https?://\S+)\s*$", re.MULTILINE)


def markup_of(
    content: str, pictures: dict[str, tuple[str, str]], line: int
) -> tuple[str, list[Finding]]:
    """The HTML of a post's content, and the shortcodes that nothing but their program can show.

    `pictures` are the attachments by id: address and caption.
    """
    findings: list[Finding] = []
    content = content.replace("\r\n", "\n").replace("\r", "\n")
    content = CAPTION.sub(_figure, content)
    content = EMBED.sub(
        lambda m: f'\n<iframe src="{escape(m["address"].strip())}"></iframe>\n', content
    )
    content = MEDIA.sub(_media, content)
    content = GALLERY.sub(lambda match: _gallery(match, pictures, findings, line), content)
    content = _without_shortcodes(content, findings, line)
    if BLOCK_EDITOR.search(content):
        content = BLOCK_COMMENT.sub("", content)
    else:
        content = BARE_ADDRESS.sub(r'\n\n<iframe src="\1"></iframe>\n\n', content)
        content = paragraphs(content)
    return content, findings


def paragraphs(content: str) -> str:
    """HTML in which blank lines part paragraphs and line ends break lines.

    The rule of WordPress's classic editor (wpautop): blocks stand for themselves, what stands
    between them is parted at blank lines.
    """
    kept: list[str] = []

    def keep(match: re.Match) -> str:
        kept.append(match[0])
        return f"\n\n<pre>\x1a{len(kept) - 1}\x1a</pre>\n\n"

    content = PRE.sub(keep, content)
    content = OPENING.sub(r"\n\n\1", content)
    content = CLOSING.sub(r"\1\n\n", content)
    made = []
    for part in re.split(r"\n\s*\n", content):
        part = part.strip("\n")
        if not part.strip():
            continue
        if OPENING.match(part) or CLOSING.match(part):
            made.append(part)
        else:
            made.append("<p>" + re.sub(r"(?<!>)\n|(?<=[a-z]>)\n(?!<)", "<br/>\n", part) + "</p>")
    html = "\n".join(made)
    return re.sub(r"<pre>\x1a(\d+)\x1a</pre>", lambda match: kept[int(match[1])], html)


def _values(words: str) -> dict[str, str]:
    return {
        match["name"].lower(): unescape(match["a"] or match["b"] or match["c"] or "")
        for match in VALUE.finditer(words)
    }


def _figure(match: re.Match) -> str:
    inner = match["inner"]
    caption = _values(match["values"]).get("caption", "")
    picture = re.search(r"(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?", inner, re.I)
    if not picture:
        return inner
    words = caption or inner[: picture.start()] + inner[picture.end() :]
    return f"\n\n<figure>{picture[0]}<figcaption>{words.strip()}</figcaption></figure>\n\n"


def _media(match: re.Match) -> str:
    values = _values(match["values"])
    names = ("src", "mp3", "mp4", "ogg", "wav", "m4v", "webm")
    address = next((values[name] for name in names if values.get(name)), "")
    return _frame(address) if address else ""


def _frame(address: str) -> str:
    return f'\n<iframe src="{escape(address)}"></iframe>\n'


def _gallery(match: re.Match, pictures, findings: list[Finding], line: int) -> str:
    ids = re.findall(r"\d+", _values(match["values"]).get("ids", ""))
    known = [pictures[each] for each in ids if each in pictures]
    if not known or len(known) < len(ids):
        evidence = "a gallery names no pictures" if not ids else "pictures are not in the export"
        findings.append(Finding("lost", "gallery", line, match[0], None, evidence))
    figures = (
        f'<figure><img src="{escape(address)}"/><figcaption>{escape(caption)}</figcaption></figure>'
        for address, caption in known
    )
    return "\n\n" + "".join(figures) + "\n\n"


def _without_shortcodes(content: str, findings: list[Finding], line: int) -> str:
    def drop(match: re.Match) -> str:
        name = match["name"].lower()
        is_one = name in KNOWN or "=" in match["values"] or f"[/{match['name']}]" in content
        if not is_one:
            return match[0]
        evidence = "only the program that wrote it knows what stood here"
        findings.append(Finding("lost", "shortcode", line, match[0], None, evidence))
        return ""

    content = SHORTCODE.sub(drop, content)
    gone = {finding.before.strip("[]/").split()[0] for finding in findings if finding.before}
    for name in gone:
        content = content.replace(f"[/{name}]", "")
    return content
