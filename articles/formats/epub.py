"""A text as an EPUB 3: one zip with a title page, the text, a contents list and a cover."""

import copy
import io
import re
import uuid
import zipfile
from datetime import UTC, datetime
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from django.utils.translation import gettext, override

from articles.formats.facts import facts_of
from articles.formats.markup import runs, words
from articles.formats.pictures import Pictures
from articles.formats.share import cover
from articles.formats.source import Portable

XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
OPF = "http://www.idpf.org/2007/opf"
DC = "http://purl.org/dc/elements/1.1/"
XML = "http://www.w3.org/XML/1998/namespace"

CONTAINER = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>'
    "</rootfiles></container>\n"
)
STYLE = """\
.speaker { font-weight: bold; page-break-after: avoid; }
.footnotes { border-top: 1px solid; margin-top: 2em; font-size: .9em; }
body { line-height: 1.5; }
h1, h2, h3, h4 { line-height: 1.2; text-align: start; page-break-after: avoid; }
.kicker, .facts, figcaption, caption { font-size: .85em; }
.standfirst { font-size: 1.15em; }
blockquote { margin-inline: 1.5em 0; }
.pull { font-size: 1.2em; font-weight: bold; margin-block: 1em; }
.callout, aside { border: 1px solid; padding: .5em 1em; margin-block: 1em; }
figure { margin: 1em 0; } img { max-width: 100%; height: auto; }
table { border-collapse: collapse; }
th, td { border: 1px solid; padding: .2em .5em; text-align: start; }
dt { font-weight: bold; } dd { margin: 0 0 .5em; }
"""
IDENTIFIER = re.compile(r"[A-Za-z_][\w.-]*\Z", re.ASCII)


def document(text: Portable, title: str, body: Element) -> bytes:
    """An XHTML file around a body."""
    html = Element(
        f"{{{XHTML}}}html",
        {"lang": text.language, f"{{{XML}}}lang": text.language, "dir": text.direction},
    )
    head = SubElement(html, f"{{{XHTML}}}head")
    SubElement(head, f"{{{XHTML}}}title").text = title
    SubElement(
        head, f"{{{XHTML}}}link", {"rel": "stylesheet", "type": "text/css", "href": "style.css"}
    )
    html.append(_qualified(body))
    register_namespace("", XHTML)
    register_namespace("epub", OPS)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n' + tostring(html)


def _qualified(element: Element) -> Element:
    """The same elements in the namespace of XHTML."""
    made = copy.deepcopy(element)
    for each in made.iter():
        each.tag = f"{{{XHTML}}}{each.tag}"
    return made


def _add(parent: Element, tag: str, text: str = "", **attributes: str) -> Element:
    made = SubElement(parent, tag, {key.rstrip("_"): value for key, value in attributes.items()})
    made.text = text or None
    return made


def title_page(text: Portable) -> Element:
    """Who says this, when, by what right, and where it is to be found."""
    body = Element("body")
    top = _add(body, "section", class_="title")
    if text.kicker:
        _add(top, "p", text.kicker, class_="kicker")
    _add(top, "h1", text.title)
    if text.standfirst:
        _add(top, "p", text.standfirst, class_="standfirst")
    facts = _add(top, "dl", class_="facts")
    for name, value, address in facts_of(text):
        _add(facts, "dt", name)
        line = _add(facts, "dd")
        _add(line, "a", value, href=address) if address else setattr(line, "text", value)
    return body


def prepared(text: Portable, pictures: Pictures) -> Element:
    """The body of the text as a book may have it: pictures inside, every reference resolved."""
    body = Element("body")
    section = SubElement(body, "section")
    assert text.body is not None
    section.extend(copy.deepcopy(list(runs(text.body))))
    for parent in list(section.iter()):
        _put_right(parent)
        if parent.get("class") == "noteref":
            parent[0].set(f"{{{OPS}}}type", "noteref")
    if text.author_note:
        _add(_add(section, "aside"), "p", text.author_note)
    for day, note in text.notices:
        _add(section, "p", f"{day}: {note}", class_="correction")
    for image in section.iter("img"):
        image.set("src", pictures.keep(image.get("src", "")))
        image.set("alt", image.get("alt", ""))
    _make_identifiers_right(section)
    return body


def _put_right(element: Element) -> None:
    """What browsers forgive and book readers don't: lists, rows and captions in their places."""
    element.attrib.pop("role", None)
    if element.tag in ("ul", "ol"):
        _wrap(element, {"li"}, "li")
    elif element.tag == "blockquote":
        _wrap(element, None, "p")
    if element.tag in ("td", "th", "li", "dd") or element.tag in ("ul", "ol"):
        element.attrib.pop("class", None)
    if element.tag == "ol" and not element.get("start", "1").lstrip("-").isdigit():
        element.attrib.pop("start")


def _wrap(element: Element, allowed: set[str] | None, tag: str) -> None:
    """Put children that may not stand there, and bare words, below an element that may."""
    children = list(runs(element))
    attributes = dict(element.attrib)
    element.clear()
    element.attrib.update(attributes)
    for child in children:
        if allowed is not None and child.tag not in allowed:
            SubElement(element, tag).append(child)
        else:
            element.append(child)
        child.tail = None


def _make_identifiers_right(root: Element) -> None:
    """Each id once and in the form of XML; references to nothing become plain words."""
    seen: set[str] = set()
    for element in root.iter():
        name = element.get("id")
        if name is not None and (name in seen or not IDENTIFIER.match(name)):
            del element.attrib["id"]
        elif name is not None:
            seen.add(name)
    for number, heading in enumerate(_headings(root), start=1):
        if "id" not in heading.attrib:
            heading.set("id", f"part-{number}")
    for link in root.iter("a"):
        address = link.get("href", "")
        if address.startswith("#") and address[1:] not in seen:
            del link.attrib["href"]
        elif not re.match(r"(https?://[^\s/]+|mailto:[^\s]+|#.+)", address):
            link.attrib.pop("href", None)


def _headings(root: Element) -> list[Element]:
    return [each for each in root.iter() if each.tag in ("h2", "h3") and words(each)]


def contents(text: Portable, headings: list[Element]) -> Element:
    """The contents list: the title, and the headings of the text below one another."""
    body = Element("body")
    nav = _add(body, "nav", id="toc")
    nav.set(f"{{{OPS}}}type", "toc")
    with override(text.language.lower()):
        _add(nav, "h1", gettext("In this text"))
    listed = _add(nav, "ol")
    _add(_add(listed, "li"), "a", text.title, href="title.xhtml")
    if not headings:
        with override(text.language.lower()):
            _add(_add(listed, "li"), "a", gettext("Text"), href="text.xhtml")
    part = None
    for heading in headings:
        if heading.tag == "h2" or part is None:
            part = parent = _add(listed, "li")
        else:
            below = part.find("ol")
            parent = _add(below if below is not None else _add(part, "ol"), "li")
        _add(parent, "a", words(heading), href=f"text.xhtml#{heading.get('id')}")
    return body


def package(text: Portable, pictures: Pictures, has_cover: bool) -> bytes:
    """The package document: what the book is, and which files it has."""
    register_namespace("", OPF)
    register_namespace("dc", DC)
    root = Element(
        f"{{{OPF}}}package",
        {"version": "3.0", "unique-identifier": "id", f"{{{XML}}}lang": text.language},
    )
    metadata = SubElement(root, f"{{{OPF}}}metadata")
    for name, value in dublin_core(text):
        made = _add(metadata, f"{{{DC}}}{name}", value)
        if name == "identifier":
            made.set("id", "id")
    for name, value in properties(text, pictures):
        _add(metadata, f"{{{OPF}}}meta", value, property=name)
    manifest = SubElement(root, f"{{{OPF}}}manifest")
    files = [
        ("nav", "nav.xhtml", "application/xhtml+xml", "nav"),
        ("title", "title.xhtml", "application/xhtml+xml", ""),
        ("text", "text.xhtml", "application/xhtml+xml", ""),
        ("style", "style.css", "text/css", ""),
    ]
    if has_cover:
        files.append(("cover", "cover.png", "image/png", "cover-image"))
    for number, (name, kind) in enumerate(pictures.names(), start=1):
        files.append((f"picture-{number}", name, kind, ""))
    for identifier, name, kind, of in files:
        item = {"id": identifier, "href": name, "media-type": kind}
        SubElement(manifest, f"{{{OPF}}}item", item | ({"properties": of} if of else {}))
    spine = SubElement(root, f"{{{OPF}}}spine", {"page-progression-direction": text.direction})
    for identifier in ("title", "nav", "text"):
        SubElement(spine, f"{{{OPF}}}itemref", {"idref": identifier})
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root)


def dublin_core(text: Portable) -> list[tuple[str, str]]:
    """What libraries want to know; a date only where the day, month or year is sure."""
    name = uuid.uuid5(uuid.NAMESPACE_URL, f"{text.address}#{text.text_hash}")
    first = next((each.edtf for each in text.dates if each.key == "first_published"), "")
    data = [
        ("identifier", name.urn),
        ("title", text.title),
        ("language", text.language),
        *[("creator", each) for each in text.names],
        ("publisher", text.publisher),
        ("description", text.standfirst),
        ("rights", text.rights),
        ("source", text.address),
        *[("subject", topic) for topic in text.topics],
        ("date", first if re.fullmatch(r"\d{4}(-\d\d){0,2}", first) else ""),
    ]
    return [(key, " ".join(value.split())) for key, value in data if value.strip()]


def properties(text: Portable, pictures: Pictures) -> list[tuple[str, str]]:
    """When it was last changed, and how accessible it is."""
    changed = datetime.fromisoformat(text.published_at).astimezone(UTC)
    modes = ["textual", "visual"] if pictures.names() else ["textual"]
    return [
        ("dcterms:modified", changed.strftime("%Y-%m-%dT%H:%M:%SZ")),
        *[("schema:accessMode", mode) for mode in modes],
        ("schema:accessModeSufficient", "textual"),
        ("schema:accessibilityFeature", "structuralNavigation"),
        ("schema:accessibilityFeature", "alternativeText"),
        ("schema:accessibilityHazard", "none"),
    ]


def epub(text: Portable) -> bytes:
    """The whole book."""
    pictures = Pictures()
    body = prepared(text, pictures)
    front = cover(text)
    files = {
        "package.opf": package(text, pictures, bool(front)),
        "nav.xhtml": document(text, text.title, contents(text, _headings(body))),
        "title.xhtml": document(text, text.title, title_page(text)),
        "text.xhtml": document(text, text.title, body),
        "style.css": STYLE.encode(),
        **pictures.files,
    }
    if front:
        files["cover.png"] = front
    return zipped(files, datetime.fromisoformat(text.published_at))


def zipped(files: dict[str, bytes], at: datetime) -> bytes:
    """The zip, with the file first and unpacked by which programs know what it is."""
    written = io.BytesIO()
    when = max(at.timetuple()[:6], (1980, 1, 1, 0, 0, 0))
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr(zipfile.ZipInfo("mimetype", when), "application/epub+zip")
        files = {f"EPUB/{name}": content for name, content in files.items()}
        for name, content in {"META-INF/container.xml": CONTAINER.encode(), **files}.items():
            member = zipfile.ZipInfo(name, when)
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, content)
    return written.getvalue()
