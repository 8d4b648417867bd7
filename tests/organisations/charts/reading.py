"""What the tests read in a drawing."""

import datetime
import re
from xml.etree import ElementTree

from hypothesis import settings
from hypothesis import strategies as st

from organisations.charts.chart import Label, sentence
from organisations.period import PartialDate, Period

HOSTILE = '"><script>alert(1)</script>&amp;\x00\u202e\'<a href="javascript:x">'
few = settings(max_examples=30)  # a whole drawing takes a while
ISOLATES = str.maketrans("", "", "\u2068\u2069")

TEXTS = [
    "",
    "2019-07-21",
    "2019-07",
    "2019",
    "1974",
    "1864~",
    "199X",
    "[1990..1993]",
    "[..1969]",
    "[1917..]",
    "[2018-12..2019-07]",
]
dates = st.sampled_from(TEXTS).map(PartialDate.parse)
days = st.dates(datetime.date(1800, 1, 1), datetime.date(2100, 12, 31))
# A title puts rows together with semicolons; without them in names it can be taken apart again.
names = st.text(
    st.characters(exclude_categories=("Cs",), exclude_characters=";"), max_size=60
) | st.sampled_from(["World Congress", "[Majority around the International Executive Committee]"])


@st.composite
def lives(draw):
    start, end = draw(dates), draw(dates | st.just(PartialDate.parse("..")))
    if start.earliest > end.latest:
        start, end = end, start
    return Period(start, end)


def tree(svg):
    """The drawing as XML, which it must be."""
    return ElementTree.fromstring(str(svg))


def shown(element):
    """What an element says, in one string."""
    return "".join(element.itertext()).translate(ISOLATES)


def titles(svg):
    """What the shapes say when they are pointed at; not the drawing's own title."""
    return [shown(title) for title in tree(svg).findall(".//*/title") if title.text]


def addresses(svg):
    """Where its links lead."""
    return {link.get("href") for link in tree(svg).iter("a")}


def labels(svg, kind="label"):
    """The words of one class, lines joined; what was cut short without its ellipsis."""
    found = []
    for text in tree(svg).iter("text"):
        if text.get("class") == kind:
            lines = [shown(line) for line in text]
            found.append(squeezed("".join(lines)).removesuffix("…"))
    return found


def squeezed(text):
    """A text without spaces, which a line's end may have swallowed."""
    return re.sub(r"\s", "", text)


def cells(chart):
    """Everything that stands in the table."""
    return {cell.text for row in chart.rows for cell in row}


def table_addresses(chart):
    """Where the table leads."""
    return {cell.address for row in chart.rows for cell in row}


def sentences(chart):
    """The table's rows as the shapes say them."""
    return {" ".join(sentence(row).split()) for row in chart.rows}


def drawings(chart):
    """Those that there are."""
    return [svg for svg in (chart.wide, chart.narrow) if svg]


def view_box(svg):
    """Left, top, right, bottom."""
    left, top, width, height = map(float, tree(svg).get("viewBox").split())
    return left, top, left + width, top + height


def outside(svg):
    """Shapes, but those of the map, that reach out of the drawing."""
    left, top, right, bottom = view_box(svg)
    found = []
    for element in tree(svg).iter():
        for x, y in _corners(element):
            if not (left - 0.1 <= x <= right + 0.1 and top - 0.1 <= y <= bottom + 0.1):
                found.append((element.tag, element.attrib, x, y))
    return found


def _corners(element):
    value = {key: _number(text) for key, text in element.attrib.items()}
    if element.tag == "rect":
        yield value["x"], value["y"]
        yield value["x"] + value["width"], value["y"] + value["height"]
    elif element.tag == "circle":
        yield value["cx"] - value["r"], value["cy"] - value["r"]
        yield value["cx"] + value["r"], value["cy"] + value["r"]
    elif element.tag == "tspan":
        yield value["x"], value["y"]
    elif element.tag == "path" and re.fullmatch(r"M[-\d. ]+z?", element.get("d")):
        numbers = [float(each) for each in element.get("d")[1:].rstrip("z").split()]
        yield from zip(numbers[::2], numbers[1::2], strict=True)


def _number(text):
    try:
        return float(text)
    except ValueError:
        return 0.0


def label(number, text="Name"):
    """A label with an address of its own."""
    return Label(text, f"/there/{number}/", "en")
