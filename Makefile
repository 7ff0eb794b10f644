# `make` alone lists what there is. Nothing here needs more than Python 3.11, make and git, except where it says so.
.DEFAULT_GOAL := help
.SUFFIXES:
BIN := .venv/bin
PORT ?= 8000
# As many processes as there are processors: with PostgreSQL and a browser beside them, one more keeps all waiting.
JOBS ?= $(shell getconf _NPROCESSORS_ONLN)
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard translations/*/LC_MESSAGES/messages.po))
COMPILE := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
	$(if $(UPGRADE),--upgrade)
LOCK := $(COMPILE) --extra postgresql --group build
export PORT
# Each source is compiled once, whatever the environment says: tests and checks start our program over and over.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help
help: ## this list
	@awk 'BEGIN { FS = ":.*## " } /^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: run
run: environment $(CATALOGUES) ## the site with its demonstration, on http://127.0.0.1:8000 (PORT=… for another)
	@exec $(BIN)/hemicycle serve --with-demo

.PHONY: test
test: environment-dev $(CATALOGUES) ## every test, on SQLite and PostgreSQL (ARGS=tests/voting, ARGS="-k quorum", JOBS=2)
	@$(BIN)/python -m pytest -n $(JOBS) --dist worksteal --database both $(ARGS)

.PHONY: thorough
thorough: environment-dev $(CATALOGUES) ## what `make test` leaves for a quiet hour: each property 20,000 times
	@HYPOTHESIS_PROFILE=thorough $(BIN)/python -m pytest -n $(JOBS) --dist worksteal -m "hypothesis or thorough" $(ARGS)

.PHONY: check
check: environment-dev $(CATALOGUES) ## what is verified without running the site: style, types, imports, catalogues, migrations
	@$(BIN)/python -m checks.all $(ARGS)

.PHONY: setup
setup: environment-dev $(CATALOGUES) ## the environment in .venv, and the demonstration played ahead for the first run
	@$(BIN)/python -m app.server.played_demonstration

.PHONY: demo
demo: environment $(CATALOGUES) ## the demonstration congress played to its end: everything decided, letter frozen
	@$(BIN)/hemicycle db upgrade && $(BIN)/hemicycle demo load --adopted

.PHONY: bench
bench: environment-dev $(CATALOGUES) ## tables of speed and load, with the machine and the floors measured in the same run
	@$(BIN)/python -m bench.all $(ARGS)

.PHONY: catalogues
catalogues: environment-dev ## extract the texts of the interface and bring the catalogues up to date
	@$(BIN)/python -m checks.catalogues update

.PHONY: format
format: environment-dev ## rewrite the sources as the checks want them, where a machine can
	@$(BIN)/ruff check --quiet --fix . ; $(BIN)/ruff format --quiet .

.PHONY: static
static: environment-dev ## the style sheets and scripts that pages load, from their sources (scripts need node and npm)
	@$(BIN)/python bin/build_css.py && $(BIN)/python bin/build_js.py

.PHONY: lock
lock: ## resolve pyproject.toml into requirements/*.txt, hashes and no address (UPGRADE=1 takes newer versions); needs uv
	@$(LOCK) pyproject.toml --output-file requirements/runtime.txt
	@$(LOCK) --group dev --constraint requirements/runtime.txt pyproject.toml --output-file requirements/dev.txt
	@echo uv | $(COMPILE) - --output-file requirements/uv.txt

.PHONY: system-packages
system-packages: ## install with apt what only tests need: PostgreSQL, Chromium, LibreOffice and its Python, poppler
	@bin/system-packages

.PHONY: screenshots
screenshots: environment-dev $(CATALOGUES) ## the pictures of the README, taken from the demonstration congress
	@$(BIN)/python bin/screenshots.py

.PHONY: environment environment-dev
environment:
	@bin/prepare runtime
environment-dev:
	@bin/prepare dev

%.mo: %.po | environment
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@
