"""The direction of knowledge: config → articles → organisations → organisations.members."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
PACKAGES = ("config", "articles", "organisations")

# For each part of the program (the longest prefix counts): what it must not import.
FORBIDDEN = {
    "organisations.members": ("config", "articles", "organisations"),
    "organisations": ("config", "articles"),
    "articles": ("config",),
    "articles.blocks": (
        "config",
        "articles.models",
        "articles.formats",
        "articles.workflow",
        "articles.importing",
        "articles.archive",
    ),
    "articles.models": (
        "config",
        "articles.formats",
        "articles.workflow",
        "articles.importing",
        "articles.archive",
    ),
    "articles.media": (
        "config",
        "articles.models",
        "articles.blocks",
        "articles.workflow",
        "articles.importing",
        "articles.archive",
    ),
    "config": (),
}
# Names that may go against the direction as strings, because Wagtail looks them up late.
STRINGS_UPWARDS = {"articles.HomePage"}


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def is_within(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


def imported_by(path: Path) -> set[str]:
    modules = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            modules |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports name the whole path"
            modules.add(node.module)
            modules |= {f"{node.module}.{alias.name}" for alias in node.names}
    return modules


def sources():
    for package in PACKAGES:
        yield from sorted((ROOT / package).rglob("*.py"))


@pytest.mark.parametrize("path", list(sources()), ids=module_name)
def test_imports__go_downwards(path):
    module = module_name(path)
    part = max((each for each in FORBIDDEN if is_within(module, each)), key=len)
    wrong = {
        name
        for name in imported_by(path)
        for forbidden in FORBIDDEN[part]
        if is_within(name, forbidden) and not is_within(name, part)
    }
    assert not wrong


def test_no_package_but_three__stands_at_the_top():
    found = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert found == {*PACKAGES, "tests"}


@pytest.mark.parametrize(
    "path", [p for p in sources() if p.parts[len(ROOT.parts)] == "organisations"], ids=module_name
)
def test_strings_of_organisations__name_nothing_above_but_the_home_page(path):
    if "migrations" in path.parts:
        return
    strings = {
        node.value
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    upwards = {text for text in strings if re.fullmatch(r"(articles|config)(\.\w+)+", text)}
    assert upwards <= STRINGS_UPWARDS


@pytest.mark.parametrize("package", ["articles", "organisations"])
def test_app_labels__are_the_last_part_of_the_name(package):
    from django.apps import apps

    for config in apps.get_app_configs():
        if is_within(config.name, package):
            assert config.label == config.name.rpartition(".")[2]


@pytest.mark.parametrize("path", list(sources()), ids=module_name)
def test_modules__stay_short_enough_to_read(path):
    if "migrations" in path.parts:
        return
    assert len(path.read_text().splitlines()) <= 320
