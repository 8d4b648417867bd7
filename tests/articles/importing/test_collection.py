import io
import zipfile

import pytest

from articles.importing.collection import sources_at
from articles.importing.source import SourceError


def archive(path, files):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    path.write_bytes(data.getvalue())
    return str(path)


def names(path):
    return [each.name.removeprefix(f"{path}/") for each in sources_at(path)]


def test_the_texts_of_an_archive_come_in_order__without_what_lies_beside_them(tmp_path):
    files = {"b.txt": "b", "a/c.html": "<p>c", "d.png": "x", "__MACOSX/e.txt": "e", ".f.txt": "f"}
    assert names(archive(tmp_path / "texts.zip", files)) == ["a/c.html", "b.txt"]


def test_a_link_in_a_folder_leads_nowhere(tmp_path):
    (tmp_path / "secret.txt").write_text("secret")
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text("a")
    (folder / "b.txt").symlink_to(tmp_path / "secret.txt")
    assert names(str(folder)) == ["a.txt"]


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({"../a.txt": "a"}, "leads out of it"),
        ({"a.txt": b"\0" * 30_000_000}, "packed too densely"),
        ({"a.png": "x"}, "holds no file that can be imported"),
        ({str(number): "" for number in range(10_001)}, "more than 10000 files"),
    ],
)
def test_a_hostile_archive_is_refused_in_a_line(tmp_path, files, reason):
    [error] = sources_at(archive(tmp_path / "texts.zip", files))
    assert isinstance(error, SourceError)
    assert reason in str(error)
    assert "\n" not in str(error)
