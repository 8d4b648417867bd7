# The commands of this project. `make` alone lists them.
# Nothing but python3 (3.11 or newer, with venv) and make has to be there.

PYTHON ?= python3
IN_VENV := .venv/bin/python

.DEFAULT_GOAL := help
.PHONY: help run test browser lint check messages backup restore secret installed installed-site

help: ## Show this list
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) \
	  | while IFS='|' read -r command purpose; do printf '%-16s %s\n' "$$command" "$$purpose"; done

run: installed-site ## Serve the site on 127.0.0.1:8000 (PORT=…), with all it needs
	@exec $(IN_VENV) -m config.run

test: installed ## Run the tests, on SQLite or on the PostgreSQL of DATABASE_URL
	@$(IN_VENV) -m pytest -n 2 $(ARGS)

browser: installed ## Run the browser tests, in the Chromium of this machine
	@DATABASE_URL=sqlite:///:memory: $(IN_VENV) -m pytest -o addopts="-ra --strict-markers" tests/browser $(ARGS)

lint: installed ## Check style, format and types
	$(IN_VENV) -m ruff check .
	$(IN_VENV) -m ruff format --check .
	$(IN_VENV) -m mypy

check: installed ## Check settings, models and migrations
	@$(IN_VENV) manage.py check
	@$(IN_VENV) manage.py makemigrations --check --dry-run

messages: installed ## Gather the texts of the interface into the catalogues in locale/
	@$(IN_VENV) -m config.catalogues

backup: installed-site ## Copy database and media into one file below var/backups
	@$(IN_VENV) manage.py backup_site

restore: installed-site ## Bring back a copy: make restore FILE=var/backups/….tar.gz
	@$(IN_VENV) manage.py restore_site "$(FILE)"

secret: ## Print a value for SECRET_KEY
	@$(PYTHON) -c "import secrets; print(secrets.token_urlsafe(64))"

installed:
	@$(PYTHON) -m config.installation developer

installed-site:
	@$(PYTHON) -m config.installation site
