"""Makes `.venv` and installs what the site needs, when that has changed since the last time.

Runs before anything is installed: only the standard library, and nothing that an old Python cannot
read, so that it can say that it is too old.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
PRODUCTION = os.path.join("config", "requirements", "production.txt")
# What each kind of installation reads; the last file is the one that pip is given.
FILES = {"site": [PRODUCTION], "developer": [PRODUCTION, "requirements.txt"]}


def main(arguments):
    """Install what `site` or `developer` needs; returns the exit code."""
    if sys.version_info < (3, 11):  # noqa: UP036 - the one place that an old Python reads
        return fail(
            f"Python 3.11 or newer is needed; {sys.executable} is {sys.version.split()[0]}. "
            "Name another one so: make run PYTHON=python3.11"
        )
    kind = arguments[0]
    if is_installed(kind):
        return 0
    try:
        make_environment()
        install(FILES[kind][-1])
    except OSError as error:
        return fail(f"The folder {VENV} cannot be written: {error.strerror}.")
    except subprocess.CalledProcessError as error:
        return fail(f"{in_words(error)}.")
    except KeyboardInterrupt:
        return 130
    for done in FILES if kind == "developer" else [kind]:
        with open(stamp_path(done), "w", encoding="ascii") as stamp:
            stamp.write(fingerprint(done))
    return 0


def fail(message):
    sys.stderr.write(message + "\n")
    return 1


def fingerprint(kind):
    """Changes with each Python and each change of a requirements file."""
    digest = hashlib.sha256(sys.version.encode())
    for name in FILES[kind]:
        with open(os.path.join(ROOT, name), "rb") as file:
            digest.update(file.read())
    return digest.hexdigest()


def stamp_path(kind):
    return os.path.join(VENV, f"installed-{kind}")


def is_installed(kind):
    """Whether the last installation was this very one, and its Python still answers."""
    try:
        with open(stamp_path(kind), encoding="ascii") as stamp:
            return stamp.read() == fingerprint(kind) and os.path.exists(python())
    except OSError:
        return False


def python():
    return os.path.join(VENV, "bin", "python")


def make_environment():
    """Make `.venv`, anew where it is broken or belongs to another Python."""
    check = "import sys, pip; sys.stdout.write(sys.version)"
    try:
        answer = subprocess.run([python(), "-c", check], capture_output=True, text=True)
        if answer.stdout == sys.version:
            return
    except OSError:
        pass
    quietly([sys.executable, "-m", "venv", "--clear", VENV])


def install(requirements):
    sys.stdout.write("Installing the packages; this takes about a minute, and happens once …\n")
    sys.stdout.flush()
    options = ["--quiet", "--no-input", "--disable-pip-version-check", "--requirement"]
    quietly([python(), "-m", "pip", "install", *options, requirements])


def quietly(command):
    subprocess.run(
        command, cwd=ROOT, check=True, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )


def in_words(error):
    """One line about what failed, with the reason that the program itself gave."""
    lines = (error.stderr + error.stdout).strip().splitlines() or ["no reason was given"]
    reason = next((line for line in lines if line.startswith("ERROR: ")), lines[-1])
    if "ensurepip" in error.stdout + error.stderr:
        reason = "Python has no venv here (on Debian and Ubuntu: apt install python3-venv)"
    what = "The packages could not be installed" if "pip" in error.cmd else f"{VENV} was not made"
    return f"{what}: {reason.removeprefix('ERROR: ').rstrip('.')}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
