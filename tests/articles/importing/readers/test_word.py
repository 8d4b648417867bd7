import io
import zipfile

import pytest

from articles.importing.readers import read
from articles.importing.source import Source, SourceError

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = """<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/word/document.xml" ContentType=
"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = f"""<?xml version="1.0"?><Relationships
xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"
Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>"""
PARTS = f"""<?xml version="1.0"?><Relationships
xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"
Type="{OFFICE}/styles" Target="styles.xml"/><Relationship Id="rId2"
Type="{OFFICE}/footnotes" Target="footnotes.xml"/></Relationships>"""
STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{name.replace(" ", "")}">'
    f'<w:name w:val="{name}"/></w:style>'
    for name in ("Title", "Subtitle", "Author", "Date", "Quote", "heading 2")
)


def paragraph(text, style="", more=""):
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r>{more}</w:p>"


def document(*paragraphs, notes="", extra=(), name="text.docx"):
    body = f'<w:document xmlns:w="{NAMESPACE}"><w:body>{"".join(paragraphs)}</w:body></w:document>'
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", RELATIONS)
        archive.writestr("word/document.xml", body)
        archive.writestr("word/_rels/document.xml.rels", PARTS)
        archive.writestr("word/styles.xml", f'<w:styles xmlns:w="{NAMESPACE}">{STYLES}</w:styles>')
        notes = f'<w:footnotes xmlns:w="{NAMESPACE}">{notes}</w:footnotes>'
        archive.writestr("word/footnotes.xml", notes)
        for path, content in extra:
            archive.writestr(path, content)
    return Source(name, data.getvalue())


def record(*paragraphs, **options):
    [found] = read(document(*paragraphs, **options))
    return found.record


def test_styles_say_what_a_paragraph_is():
    found = record(
        paragraph("A week", "Title"),
        paragraph("Ada Alder", "Author"),
        paragraph("2019-03-04", "Date"),
        paragraph("One."),
        paragraph("Two.", "Quote"),
        paragraph("Three", "heading2"),
    )
    assert (found.title, [author.name for author in found.authors]) == ("A week", ["Ada Alder"])
    assert [(date.kind, date.value) for date in found.dates] == [("written", "2019-03-04")]
    assert [(b.type, b.text) for b in found.blocks] == [
        ("paragraph", "One."),
        ("quote", "Two."),
        ("heading", "Three"),
    ]


def test_a_day_in_words_is_for_the_editor_to_read():
    found = record(paragraph("4 March 2019", "Date"))
    assert found.dates == ()
    assert ("probable", "date", "4 March 2019") in {
        (f.certainty, f.kind, f.before) for f in found.findings
    }


def test_notes_stand_at_the_end_and_where_the_text_refers_to_them():
    note = f'<w:footnote w:id="2">{paragraph("A note.")}</w:footnote>'
    found = record(paragraph("One", more='<w:r><w:footnoteReference w:id="2"/></w:r>'), notes=note)
    assert [(b.type, b.text) for b in found.blocks] == [
        ("paragraph", "One[1]"),
        ("note", "A note."),
    ]
    assert found.blocks[0].markup == "One<sup>[1]</sup>"


def test_the_computers_owner_is_a_hint_and_no_author():
    core = (
        '<c:coreProperties xmlns:c="x" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:creator>PC 7</dc:creator></c:coreProperties>"
    )
    found = record(paragraph("One."), extra=[("docProps/core.xml", core)])
    assert found.authors == ()
    assert ("probable", "author", "PC 7") in {
        (f.certainty, f.kind, f.before) for f in found.findings
    }


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        (document(extra=[("word/media/a.bin", b"\0" * 40_000_000)]), "packed too densely"),
        (document(extra=[("../../outside", b"x")]), "leads out of it"),
        (Source("a.docx", b"PK\x03\x04 and no more"), "damaged or locked"),
        (document("<w:p><broken"), "can't be read as a Word document"),
    ],
)
def test_what_is_damaged_or_hostile_is_refused_in_a_line(source, reason):
    with pytest.raises(SourceError, match=reason) as caught:
        list(read(source))
    assert "\n" not in str(caught.value)
