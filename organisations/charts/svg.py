"""SVG put together from shapes: everything escaped, mirrored where the language is.

Drawings are laid out from left to right. On a canvas for a language written from right to left
each shape lands at the mirrored place, and text is anchored at the mirrored end.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info, to_locale

from organisations.charts.lettering import SMALL_SIZE, Paragraph, Words, isolated, plain

Point = tuple[float, float]
# What an address may begin with: a path, a place on this page, or a web address.
ADDRESSES = ("/", "#", "?", "https://", "http://")


@dataclass(frozen=True)
class Box:
    """A rectangle in the units of a drawing."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Where it ends, in the direction of reading."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Where it ends below."""
        return self.y + self.height

    def overlaps(self, other: "Box") -> bool:
        """Whether the two share more than an edge."""
        return (
            self.x < other.right
            and other.x < self.right
            and self.y < other.bottom
            and other.y < self.bottom
        )


def is_rtl(language: str) -> bool:
    """Whether a language is written from right to left."""
    try:
        return bool(get_language_info(language)["bidi"])
    except KeyError:
        return False


def bcp47(language: str) -> str:
    """A language code as the `lang` attribute wants it."""
    return to_locale(language).replace("_", "-")


def number(value: float) -> str:
    """A coordinate, to a tenth of a unit."""
    return f"{round(value, 1) + 0.0:g}" if abs(value) < 100000 else str(round(value))


def element(name: str, content: str = "", **attributes: object) -> SafeString:
    """One element; `content` is escaped unless it is safe. Attributes that are "" are left out.

    `class_` is the class; an underscore in another name stands for a hyphen.
    """
    pairs = [
        (key.rstrip("_").replace("_", "-"), number(value) if isinstance(value, float) else value)
        for key, value in attributes.items()
        if value != ""
    ]
    written = format_html_join("", ' {}="{}"', pairs)
    if content == "":
        return format_html("<{}{}/>", SafeString(name), written)
    return format_html("<{0}{1}>{2}</{0}>", SafeString(name), written, content)


class Canvas:
    """Shapes of one drawing, in the order in which they are drawn."""

    def __init__(self, width: float, language: str, margin: float = 0) -> None:
        """`margin` is left around the drawing, for lines that run along its edge."""
        self.width, self.language, self.margin = width, language, margin
        self.is_rtl = is_rtl(language)
        self._open: list[list[SafeString]] = [[]]

    def x(self, x: float) -> float:
        """Where a place lands, counted from the left."""
        return self.width - x if self.is_rtl else x

    def add(self, shape: SafeString) -> None:
        """Draw on top of what is there."""
        self._open[-1].append(shape)

    def box(self, box: Box, kind: str = "") -> None:
        """A rectangle."""
        left = self.x(box.right) if self.is_rtl else box.x
        self.add(
            element(
                "rect", x=float(left), y=float(box.y), width=float(box.width),
                height=float(box.height), class_=kind,
            )
        )  # fmt: skip

    def line(self, points: Sequence[Point], kind: str = "", is_closed: bool = False) -> None:
        """A line through points, or the shape that they enclose."""
        drawn = " ".join(f"{number(self.x(x))} {number(y)}" for x, y in points)
        self.add(element("path", d=f"M{drawn}{'z' if is_closed else ''}", class_=kind))

    def arrow(self, tip: Point, towards: str, kind: str = "head", size: float = 5) -> None:
        """An arrow's head, pointing ``forward``, ``back``, ``down`` or ``up``."""
        across, down = {"forward": (1, 0), "back": (-1, 0), "down": (0, 1), "up": (0, -1)}[towards]
        x, y = tip
        back_x, back_y = x - across * size * 1.8, y - down * size * 1.8
        ends = (
            (back_x + down * size, back_y + across * size),
            (back_x - down * size, back_y - across * size),
        )
        self.line((tip, *ends), kind, is_closed=True)

    def dot(self, x: float, y: float, radius: float, kind: str = "") -> None:
        """A disc."""
        self.add(element("circle", cx=float(self.x(x)), cy=float(y), r=float(radius), class_=kind))

    def text(
        self, lines: Sequence[tuple[str, float]], x: float, paragraph: Paragraph, anchor: str
    ) -> None:
        """Lines of text, each with its baseline."""
        spans = format_html_join(
            "",
            '<tspan x="{}" y="{}">{}</tspan>',
            [(number(self.x(x)), number(y), isolated(line, self.is_rtl)) for line, y in lines],
        )
        self.add(
            element(
                "text", spans, class_=plain(paragraph.kind), font_size=paragraph.size,
                text_anchor="" if anchor == "start" else anchor,
                lang="" if paragraph.language in ("", self.language) else bcp47(paragraph.language),
            )
        )  # fmt: skip

    def words(self, words: Words, x: float, y: float, anchor: str = "start") -> None:
        """Paragraphs below one another; `anchor` says what of them stands at x."""
        for paragraph, lines, baselines in words.paragraphs:
            at = [
                (line.rstrip(), y + baseline)
                for line, baseline in zip(lines, baselines, strict=True)
            ]
            self.text(at, x, paragraph, anchor)

    def note(
        self, text: str, x: float, y: float, kind: str = "small", anchor: str = "start"
    ) -> None:
        """One small line at its baseline."""
        self.text([(plain(text), y)], x, Paragraph(text, SMALL_SIZE, kind), anchor)

    @contextmanager
    def group(self, kind: str = "", address: str = "", title: str = "") -> Iterator[None]:
        """What is drawn inside belongs together; with an address it is a link.

        An address of another sort than ours, such as a script, is left out.
        """
        self._open.append([])
        yield
        shapes = self._open.pop()
        if title:
            shapes.insert(0, element("title", plain(title)))
        content = format_html_join("", "{}", ((shape,) for shape in shapes))
        is_link = address.startswith(ADDRESSES) and not address.startswith("//")
        self.add(
            element(
                "a" if is_link else "g", content or " ",
                class_=plain(kind), href=plain(address) if is_link else "",
            )
        )  # fmt: skip

    def svg(self, kind: str, height: float, title: str, description: str = "") -> SafeString:
        """The whole drawing, with its title and description for those who don't see it."""
        edge = self.margin
        shapes = [element("title", plain(title))]
        if description:
            shapes.append(element("desc", plain(description)))
        return element(
            "svg",
            format_html_join("", "{}", ((shape,) for shape in (*shapes, *self._open[0]))),
            class_=plain(kind),
            viewBox=" ".join(map(number, (-edge, -edge, self.width + 2 * edge, height + 2 * edge))),
            role="group",
            direction="rtl" if self.is_rtl else "",
        )
