# Two commands do everything: `make run` and `make test`. Nothing else is needed but Python 3.11 and make.
PORT ?= 8000
BASE_PYTHON ?= $(shell command -v python3.11 || command -v python3)
PY := .venv/bin/python
export PORT

.PHONY: run test lint coverage bench mutation messages clean

# Serves the demo on http://127.0.0.1:$(PORT); an empty database is filled with demo data first.
run: .venv/user
	@mkdir -p var
	@$(PY) -m config.messages compile
	@$(PY) manage.py migrate --verbosity 0
	@$(PY) manage.py load_demo --size small --if-empty
	@$(PY) -m config.welcome
	@$(PY) -m gunicorn config.wsgi --env DJANGO_SETTINGS_MODULE=config.settings.local \
		--bind 127.0.0.1:$(PORT) --threads 8 --log-level warning

# The whole suite: lint, SQLite, and PostgreSQL, Redis and chromium where they are found.
test: .venv/dev lint
	@$(PY) -m tests.run

lint: .venv/dev
	@$(PY) -m config.messages compile
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m djlint templates --check --lint --quiet
	$(PY) -m mypy
	.venv/bin/lint-imports --no-cache
	$(PY) manage.py makemigrations --check --dry-run
	$(PY) -m config.messages check

# Which lines of the whole house no test on SQLite runs; fails below 95 %.
coverage: .venv/dev
	@$(PY) -m pytest -q -n 2 --dist loadfile -m "not browser and not worker" --cov

# Times as ratios measured in one run (bench/README.md).
bench: .venv/dev
	@$(PY) -m bench
	@$(PY) -m bench.refresh
	@$(PY) -m bench.look_up
	@$(PY) -m bench.pack
	@$(PY) -m bench.cards

# Breaks the status engine in every small way and names each way that no test notices (docs/how-to.md).
mutation: .venv/dev
	@$(PY) -m tests.mutation

# Collects new texts into locale/ after they were written in code or templates.
messages: .venv/dev
	@$(PY) -m config.messages update

clean:
	rm -rf .venv var

.venv/bin/python:
	@$(BASE_PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: set BASE_PYTHON=/path/to/python3.11"; exit 1; }
	@$(BASE_PYTHON) -m venv .venv || { echo "Python could not make a virtual environment; on Debian install the package python3-venv"; rm -rf .venv; exit 1; }

.venv/user: requirements.txt | .venv/bin/python
	@echo "Installing the libraries (once)…"
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/dev: requirements-dev.txt requirements.txt | .venv/bin/python
	@echo "Installing the libraries of the test suite (once)…"
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@ .venv/user
