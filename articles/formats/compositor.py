"""Sets one text in a process of its own: `python compositor.py FOLDER FONTS`.

So the memory that typesetting takes is given back, and nothing that befalls it befalls the site.
FOLDER holds `main.typ`, its data and pictures, and `options.json`; the result is written there as
`made-1`, `made-2` and so on, a page each where it is a picture.
"""

import json
import sys
from pathlib import Path

import typst


def compose(folder: Path, fonts: str) -> None:
    """Write what the template makes of its data. Raises `typst.TypstError`."""
    options = json.loads((folder / "options.json").read_text())
    own = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts])
    made = typst.compile(
        folder / "main.typ", root=folder, font_paths=own, ignore_system_fonts=True, **options
    )
    for number, content in enumerate(made if isinstance(made, list) else [made], start=1):
        (folder / f"made-{number}").write_bytes(content)


if __name__ == "__main__":
    try:
        compose(Path(sys.argv[1]), sys.argv[2])
    except typst.TypstError as error:
        sys.exit(f"{error.message} {error.diagnostic}")
