# One entry a duty; each sets up what it needs by itself. `make help` lists them.

MAKEFLAGS += --no-print-directory
SHELL := /bin/sh
export PIP_DISABLE_PIP_VERSION_CHECK := 1

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet
LOWEST := .venv-lowest
BUNDLE := govkg/web/bundle/licences.txt
UV := .venv-uv
QUESTION := feeds-into "WSIS+10 High-Level Event" --kind input

# The first of these that is Python 3.11 or later; `make PYTHON=/path/to/python3 ...` chooses another.
PYTHON ?= $(shell for found in python3.11 python3 python3.13 python3.12; do \
	"$$found" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$found" && break; done)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: answer serve test bundle lowest build check bench constraints clean help

answer: $(VENV)/.ready ## set up and answer: what feeds into the WSIS+10 High-Level Event?
	@$(BIN)/govkg ask $(QUESTION)

serve: $(VENV)/.ready bundle ## set up and serve the pages and the SPARQL endpoint on this machine
	@$(BIN)/govkg serve

test: $(VENV)/.ready-to-test bundle ## style, types and all tests
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	@if command -v npm >/dev/null; then cd browser && npm run --silent check && npm run --silent test; fi
	$(BIN)/pytest

bundle: ## the JavaScript of the pages, from npm; without npm the pages work without it
	@if command -v npm >/dev/null; then $(MAKE) $(BUNDLE); else \
	echo 'no npm: the SPARQL editor and the moving network are left out; on Debian: apt-get install npm' >&2; fi

lowest: $(LOWEST)/.ready ## all tests with the lowest versions that pyproject.toml allows
	$(LOWEST)/bin/pytest

build: $(VENV)/.ready ## graph/govkg.nq and graph/govkg.ttl from register, sources and decisions
	@$(BIN)/govkg build

check: $(VENV)/.ready ## what is wrong with register, sources and decisions
	@$(BIN)/govkg check

bench: $(VENV)/.ready ## the figures of benchmarks/README.md, some twenty minutes
	@for name in cold imports build size networks pages serve; do $(BIN)/python benchmarks/$$name.py && echo || exit 1; done

constraints: $(UV)/.ready ## constraints.txt anew, from the newest versions that pyproject.toml allows
	@sed '/^[^#]/,$$d' constraints.txt > $(UV)/constraints.txt
	@printf 'editables\nsetuptools\nuv\n' > $(UV)/more.in
	@$(UV)/bin/uv pip compile --quiet --universal --python-version 3.11 --upgrade --all-extras \
		--no-annotate --no-header pyproject.toml $(UV)/more.in >> $(UV)/constraints.txt
	@mv $(UV)/constraints.txt constraints.txt

clean: ## remove what the other entries made, but not the graph
	rm -rf $(VENV) $(LOWEST) $(UV) browser/node_modules govkg/web/bundle build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 13

# Stamps: a venv is filled again when pyproject.toml or constraints.txt changes, and not otherwise.

$(VENV)/.ready: pyproject.toml constraints.txt
	@$(call venv,$(VENV))
	@# setuptools: Debian's own is too old for the source distributions among the dependencies.
	@$(PIP) install --constraint constraints.txt hatchling editables setuptools
	@$(PIP) install --constraint constraints.txt --no-build-isolation --editable .
	@touch $@

$(VENV)/.ready-to-test: $(VENV)/.ready
	@$(PIP) install --constraint constraints.txt --no-build-isolation --editable '.[test]'
	@touch $@

$(BUNDLE): browser/package-lock.json browser/build.mjs $(wildcard browser/src/*)
	@echo 'bundling the JavaScript ...' >&2
	@cd browser && npm ci --silent --no-audit --no-fund && npm run --silent build
	@touch $@

$(UV)/.ready: constraints.txt
	@$(call venv,$(UV))
	@$(UV)/bin/python -m pip --quiet install --constraint constraints.txt uv
	@touch $@

$(LOWEST)/.ready: pyproject.toml $(UV)/.ready
	@$(call venv,$(LOWEST))
	@$(UV)/bin/uv pip install --quiet --python $(LOWEST)/bin/python --resolution lowest-direct --editable '.[test]'
	@touch $@

define venv
if [ -z '$(PYTHON)' ]; then \
	echo 'no Python 3.11 or later found: install one, or name it with make PYTHON=...' >&2; exit 1; fi; \
if [ ! -x $(1)/bin/python ] || ! $(1)/bin/python -m pip --version >/dev/null 2>&1; then \
	echo 'setting up $(1) with $(PYTHON) ...' >&2; \
	$(PYTHON) -m venv --clear $(1) || { \
	echo 'cannot make $(1); on Debian: apt-get install python3-venv' >&2; exit 1; }; fi
endef
