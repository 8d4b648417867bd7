#!/usr/bin/env python
"""Django's command line for this site; see `make help` for the commands that matter."""

import os
import sys


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.development")
    try:
        from django.core.management import execute_from_command_line
    except ModuleNotFoundError:
        sys.exit("Django is not installed here: use .venv/bin/python, which `make run` makes.")
    from config.faults import OUTSIDE, in_one_line

    try:
        execute_from_command_line(sys.argv)
    except OUTSIDE as error:
        if "--traceback" in sys.argv:
            raise
        sys.exit(in_one_line(error))


if __name__ == "__main__":
    main()
