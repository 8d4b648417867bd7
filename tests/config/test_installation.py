"""Packages are installed when the requirements change, and only then."""

import subprocess
import sys

import pytest

from config import installation


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project whose commands are noted and not run; gives the list of them."""
    monkeypatch.setattr(installation, "ROOT", str(tmp_path))
    monkeypatch.setattr(installation, "VENV", str(tmp_path / ".venv"))
    (tmp_path / "config" / "requirements").mkdir(parents=True)
    (tmp_path / installation.PRODUCTION).write_text("Django==5.2\n")
    (tmp_path / "requirements.txt").write_text("pytest==9\n")
    commands = []

    def note(command):
        commands.append(command)
        (tmp_path / ".venv" / "bin").mkdir(parents=True, exist_ok=True)
        (tmp_path / ".venv" / "bin" / "python").touch()

    monkeypatch.setattr(installation, "quietly", note)
    return commands


def installed_files(commands):
    return [command[-1] for command in commands if "install" in command]


def test_environment_and_packages_are_made__when_there_are_none(project):
    assert installation.main(["site"]) == 0
    assert project[0][:3] == [sys.executable, "-m", "venv"]
    assert installed_files(project) == [installation.PRODUCTION]


def test_nothing_is_done__when_nothing_has_changed(project):
    installation.main(["site"])
    project.clear()
    assert installation.main(["site"]) == 0
    assert project == []


def test_they_are_installed_again__when_a_requirement_changed(project, tmp_path):
    installation.main(["site"])
    project.clear()
    (tmp_path / installation.PRODUCTION).write_text("Django==5.3\n")
    installation.main(["site"])
    assert installed_files(project) == [installation.PRODUCTION]


def test_a_developer_has_the_site_too(project):
    installation.main(["developer"])
    project.clear()
    installation.main(["site"])
    assert project == []


def test_a_newcomer_gets_the_tools__when_she_runs_the_tests(project):
    installation.main(["site"])
    project.clear()
    installation.main(["developer"])
    assert installed_files(project) == ["requirements.txt"]


@pytest.mark.parametrize(
    ("stderr", "said"),
    [
        ("noise\nERROR: No matching distribution found for Django==99\n", "Django==99"),
        ("ensurepip is not available\n", "python3-venv"),
        ("", "no reason was given"),
    ],
)
def test_one_line_says_why_and_it_is_tried_again__when_it_fails(
    project, monkeypatch, capsys, stderr, said
):
    def fail(command):
        raise subprocess.CalledProcessError(1, command, "", stderr)

    monkeypatch.setattr(installation, "quietly", fail)
    assert installation.main(["site"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert said in line
    assert not installation.is_installed("site")


def test_an_old_python_is_told_what_to_do(project, monkeypatch, capsys):
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    assert installation.main(["site"]) == 1
    assert "Python 3.11 or newer is needed" in capsys.readouterr().err
    assert project == []
