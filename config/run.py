"""`make run`: everything between an empty folder and a site that answers, and nothing twice."""

import contextlib
import errno
import io
import logging
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import FrameType

import django
import yaml
from django.core.management import call_command
from django.utils.autoreload import DJANGO_AUTORELOAD_ENV

from config import catalogues, environment
from config.faults import Fault, in_one_line

MANAGE = Path(__file__).resolve().parent.parent / "manage.py"
HOST = "127.0.0.1"
DEFAULT_PORT = 8000
FIXTURES = ("organisations", "texts", "demonstration")
SECONDS_TO_ANSWER = 60
SECONDS_TO_STOP = 10
PROGRAM_CHANGED = 3  # the exit code with which Django's reloader asks for a new start


def main() -> int:
    """Prepare and serve until told to stop; returns the exit code."""
    # Whatever the environment says: this server is for one's own machine, and says too much.
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.development"
    try:
        environment.load_file(MANAGE.parent / ".env")
        port = free_port()
        os.environ.setdefault("SITE_URL", f"http://{HOST}:{port}")
        catalogues.compile_all()
        django.setup()
        prepare()
        return serve(port)
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        message = in_one_line(error)
        if message is None:
            raise
        sys.stderr.write(f"{message}\n")
        return 1


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


# --- Before anything is changed -------------------------------------------------------------------


def free_port() -> int:
    """The port to serve on, from PORT. Raises `Fault` where another program listens there."""
    port = environment.number("PORT", DEFAULT_PORT)
    if not 0 < port < 65536:
        raise Fault(f"The variable PORT is wrong: {port} is not a number from 1 to 65535.")
    with socket.socket() as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((HOST, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise Fault(
                    f"Port {port} is in use: is the site running already? "
                    f"Or take another one: make run PORT={port % 65535 + 1}"
                ) from None
            raise Fault(f"Port {port} cannot be used: {error.strerror}.") from None
    return port


def check_folder(folder: Path) -> None:
    """Raises `Fault` where the site could not write its data."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise Fault(
            f"The folder {folder} cannot be written: {error.strerror}. "
            "Make it writable, or name another one in the variable DATA_DIR."
        ) from None


def check_database() -> None:
    """Connect once, without the pool, which would try again for ten seconds and say less."""
    from django.db import connection

    options = connection.settings_dict["OPTIONS"]
    if options.pop("pool", None):
        options["connect_timeout"] = 10
    connection.ensure_connection()


# --- Each step leaves what is done already --------------------------------------------------------


def prepare() -> None:
    """Bring the database up to date. Raises what `in_one_line` can put into words."""
    from django.conf import settings

    check_folder(settings.DATA_DIR)
    settings.STATIC_ROOT.mkdir(exist_ok=True)  # empty here; its absence would be warned of
    check_database()
    # Not a line for each page: what counts is counted at the end.
    logging.getLogger("wagtail").setLevel(logging.WARNING)
    say("Preparing the database …")
    call_command("migrate", verbosity=0, interactive=False)
    make_administrator()
    unheard = io.StringIO()
    call_command("setup_site", stdout=unheard)
    # Django counts as installed what it found unchanged; our own counts are printed beside it.
    call_command("loaddata", *FIXTURES, stdout=unheard)
    sys.stdout.flush()


def make_administrator() -> None:
    """Make an administrator where there is none, and show the password this one time."""
    from django.utils.crypto import get_random_string

    from organisations.members.models import User

    accounts = User.objects
    if accounts.filter(is_superuser=True, is_active=True).exists():
        return
    email = environment.text("ADMIN_EMAIL", "admin@example.org")
    given = environment.text("ADMIN_PASSWORD", None)
    if accounts.filter(email__iexact=email).exists():
        raise Fault(
            f"ADMIN_EMAIL is wrong: the account {email} exists, and is not an administrator. "
            "Name another address."
        )
    password = given or get_random_string(20)
    accounts.create_superuser(email, password)
    shown = "the password of ADMIN_PASSWORD" if given else f"password {password}"
    say(f"Administrator made: {email}, {shown}. It is not shown again.")


# --- Running --------------------------------------------------------------------------------------


class Wish:
    """Whether Ctrl-C or SIGTERM has come. An exception instead might come at any line."""

    def __init__(self) -> None:
        self.is_to_stop = False
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self.note)

    def note(self, signum: int, frame: FrameType | None) -> None:
        self.is_to_stop = True


def serve(port: int) -> int:
    """Run server and worker until one is told to stop; returns the server's exit code.

    The server ends with a code of its own when the program has changed; then both start again.
    """
    wish = Wish()
    is_announced = False
    while True:
        server, worker = start("runserver", f"{HOST}:{port}"), start("run_worker")
        try:
            if not is_announced and wait_until_it_answers(server, port, wish):
                announce(port)
                is_announced = True
            watch(server, worker, wish)
        finally:
            end(server, worker)
        if wish.is_to_stop:
            return 0
        if server.returncode != PROGRAM_CHANGED:
            return server.returncode


def start(*command: str) -> subprocess.Popen:
    """A management command in a process of its own; what it says on stderr is shown."""
    # Django's reloader would start a second process, and tell it this; here it needs no second.
    reloading = {DJANGO_AUTORELOAD_ENV: "true"}
    return subprocess.Popen(
        [sys.executable, MANAGE, *command], env=os.environ | reloading, stdout=subprocess.DEVNULL
    )


def end(*processes: subprocess.Popen) -> None:
    """Return when they have ended; gently, and by force after ten seconds."""
    # After Ctrl-C they have had the signal too, and a second one would cut their work short.
    deadline = time.monotonic() + 1
    while time.monotonic() < deadline and any(process.poll() is None for process in processes):
        time.sleep(0.05)
    for process in processes:
        process.terminate()
    for process in processes:
        try:
            process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_until_it_answers(server: subprocess.Popen, port: int, wish: Wish) -> bool:
    """False where it is to stop before; raises `Fault` where it ends, or is silent for a minute."""
    deadline = time.monotonic() + SECONDS_TO_ANSWER
    while time.monotonic() < deadline and server.poll() is None and not wish.is_to_stop:
        with contextlib.suppress(OSError), socket.create_connection((HOST, port), timeout=1):
            return True
        time.sleep(0.1)
    if wish.is_to_stop:
        return False
    raise Fault("The server did not start; what it said stands above.")


def announce(port: int) -> None:
    """Say where to look, and with which accounts one can try the editors' side."""
    from django.conf import settings

    address = f"http://{HOST}:{port}"
    say("")
    say(f"  The site         {address}/")
    say(f"  For editors      {address}/admin/")
    say(f"  Mail is kept in  {settings.EMAIL_FILE_PATH}")
    say("")
    say("  Accounts for trying it out (e-mail address, password):")
    for email, password in demonstration_accounts():
        say(f"    {email:<32} {password}")
    say("")
    say("Ctrl-C stops it.")


def demonstration_accounts() -> list[tuple[str, str]]:
    """E-mail address and password of each account that the demonstration fixture brings."""
    from django.conf import settings

    (folder,) = settings.FIXTURE_DIRS
    with (folder / "demonstration.yaml").open(encoding="utf-8") as file:
        accounts = yaml.load(file, yaml.BaseLoader)["members.user"]
    return [(email, account["password"]) for email, account in accounts.items()]


def watch(server: subprocess.Popen, worker: subprocess.Popen, wish: Wish) -> None:
    """Return when the server has ended, or is to; say so where the worker has."""
    is_worker_missed = False
    while server.poll() is None and not wish.is_to_stop:
        if worker.poll() is not None and not is_worker_missed and not wish.is_to_stop:
            is_worker_missed = True
            sys.stderr.write(
                f"The background worker has ended (exit code {worker.returncode}): nothing goes "
                "live on schedule, and search is not updated, until you start make run again.\n"
            )
        time.sleep(0.5)


if __name__ == "__main__":
    sys.exit(main())
