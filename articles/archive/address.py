"""How fixtures name pages: `en:/articles/title/` is the language, and the way from its home."""

import re
from dataclasses import dataclass

_ADDRESS = re.compile(r"(?P<language>[a-z]+(?:-[a-z0-9]+)*):/(?P<path>(?:[-\w]+/)*)")


@dataclass(frozen=True, order=True, slots=True)
class Address:
    """The name of a page; `path` is "" for the home of a language."""

    language: str
    path: str = ""

    @classmethod
    def parse(cls, text: str) -> "Address":
        """Raises ValueError with a sentence for whoever wrote it."""
        parts = _ADDRESS.fullmatch(text)
        if not parts:
            raise ValueError(
                f"“{text}” is no address of a page: write the language and the way from its home, "
                "such as en:/articles/title/."
            )
        return cls(parts["language"], parts["path"])

    def __str__(self) -> str:
        return f"{self.language}:/{self.path}"

    @property
    def is_home(self) -> bool:
        return not self.path

    @property
    def slug(self) -> str:
        """The last step of the way."""
        return self.path.rstrip("/").rpartition("/")[2]

    @property
    def parent(self) -> "Address":
        """The page above. Raises ValueError for a home."""
        if self.is_home:
            raise ValueError("Nothing stands above the home of a language.")
        above = self.path.rstrip("/").rpartition("/")[0]
        return Address(self.language, f"{above}/" if above else "")
