import pytest

from articles.importing.readers import read
from articles.importing.readers.pdf.flow import paragraphs, without_running_heads
from articles.importing.source import Source, SourceError


def pdf(*pages):
    """A PDF with these lines on its pages, written by hand."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    kids = []
    for lines in pages:
        shown = " ".join(f"({line}) Tj T*" for line in lines)
        stream = f"BT /F1 12 Tf 14 TL 50 800 Td {shown} ET"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        content = len(objects)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 842] /Contents {content} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    text, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(text))
        text += f"{number} 0 obj\n{content}\nendobj\n"
    start = len(text)
    text += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n"
    text += "".join(f"{place:010d} 00000 n \n" for place in places)
    text += f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF"
    return Source("text.pdf", text.encode())


def test_lines_become_paragraphs_again_and_an_eye_is_asked_for():
    [found] = read(pdf(["The gates stayed shut for a week, and", "nobody went hungry."]))
    assert [block.text for block in found.record.blocks] == [
        "The gates stayed shut for a week, and nobody went hungry."
    ]
    assert found.record.title is None
    assert ("probable", "check by eye") in {(f.certainty, f.kind) for f in found.record.findings}


def test_running_heads_and_page_numbers_are_dropped_and_listed():
    pages = [
        ["The Dial", f"Words of page {name} stand here.", str(n)] for n, name in enumerate("abc", 1)
    ]
    kept, dropped = without_running_heads(pages)
    assert kept == [[f"Words of page {name} stand here."] for name in "abc"]
    assert {(each.kind, each.text) for each in dropped} >= {
        ("running head", "The Dial"),
        ("page number", "1"),
    }


def test_a_word_parted_at_a_line_end_is_whole_where_that_is_sure():
    found, findings = paragraphs(
        [["They were hun\ufffe", "gry and well-", "known in the town that fed them."]]
    )
    assert found == [("They were hungry and well-known in the town that fed them.", 1)]
    assert [(f.kind, f.before, f.after) for f in findings] == [
        ("hyphen", "well- known", "wellknown")
    ]


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        (pdf([]), "has no text: it was scanned"),
        (Source("a.pdf", b"%PDF-1.4 and no more"), "is a damaged PDF"),
    ],
)
def test_what_has_no_text_is_refused_in_a_line(source, reason):
    with pytest.raises(SourceError, match=reason) as caught:
        list(read(source))
    assert "\n" not in str(caught.value)
