# Every verb of the project. A fresh machine needs python3 (3.11+), node 20+, npm and git; the rest is fetched here.

PYTHON ?= python3
BIN := .venv/bin
ENVIRONMENT := .venv/.made node_modules/.made
PYTHON_SOURCES := $(wildcard py site_hooks tests tools benchmarks)
PORT ?= 8000

.DEFAULT_GOAL := help
.PHONY: help serve build new-lab lab test check test-fast lint types unit thorough slow site-tests engines visual visual-accept format browser bench lock dist offline-zip audit newcomer clean

help:
	@echo "make serve   environment, assets, build; then the site on http://127.0.0.1:$(PORT)/, rebuilt on change"
	@echo "make build   the whole site in site/"
	@echo "make new-lab ID=v1_05 TITLE=\"...\"   starts a lab: module, page and checks, which pass as they are"
	@echo "make lab ID=v1_05   one lab in seconds: its page, its proof, its tests"
	@echo "make test    everything: lint, types, unit tests, strict build, browser tests"
	@echo "make check   the fast part of that: lint, types, unit tests"
	@echo "make slow    whole design spaces counted again: minutes"
	@echo "make format  put Python, JavaScript and CSS in the house style"
	@echo "make engines every lab in Firefox and WebKitGTK, as far as they are installed"
	@echo "make visual  the pages against their accepted pictures"
	@echo "make visual-accept takes these pictures anew"
	@echo "make bench   boot, latency and size, each as a ratio to a reference of the same run"
	@echo "make browser a browser for the tests, if there is none"
	@echo "make offline-zip the site as a folder that opens from disk, for a classroom without a network"
	@echo "make dist    what a release consists of, with checksums, in dist/"
	@echo "make audit   known weaknesses of the packages in use, as far as the network tells"
	@echo "make newcomer the README's path from a fresh clone: build, new lab, browser"
	@echo "make lock    pin requirements.in and package.json anew"
	@echo "make clean   remove everything made here"

.venv/.made: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "$(PYTHON) is Python %d.%d; this needs 3.11 or newer (make PYTHON=python3.12)" % sys.version_info[:2])'
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

node_modules/.made: package.json package-lock.json
	npm ci --ignore-scripts --no-audit --no-fund
	@touch $@

serve: $(ENVIRONMENT)
	$(BIN)/mkdocs serve --no-strict --dev-addr 127.0.0.1:$(PORT)

build: $(ENVIRONMENT)
	$(BIN)/mkdocs build --strict

new-lab: $(ENVIRONMENT)
	@$(BIN)/python -m tools.new_lab "$$ID" "$$TITLE"

lab: $(ENVIRONMENT)
	@$(BIN)/python -m tools.check_lab "$$ID"

test: check thorough build site-tests

check test-fast: lint types unit

lint: $(ENVIRONMENT)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	node_modules/.bin/biome ci --colors=off

types: $(ENVIRONMENT)
	$(BIN)/mypy $(PYTHON_SOURCES)
	node_modules/.bin/tsc -p tsconfig.json
	node_modules/.bin/tsc -p tsconfig.worker.json
	node_modules/.bin/tsc -p tsconfig.node.json

unit: $(ENVIRONMENT)
	$(BIN)/pytest -q -n auto --dist loadfile -m "not (browser or site or engines or slow or thorough)"
	node --test --test-reporter=spec tests/client/*.test.mjs

thorough: $(ENVIRONMENT)
	$(BIN)/pytest -q -n auto --dist worksteal -m thorough

# Minutes of counting; the same figures are checked by sample and by part in every run.
slow: $(ENVIRONMENT)
	$(BIN)/pytest -q -m slow

# What needs the built site; make test builds it first. Tracebacks are plain because Python 3.11 can
# fail to parse source inside Playwright's greenlets, which would hide the failure itself.
site-tests: $(ENVIRONMENT) browser
	$(BIN)/pytest -q -rs --tb=native -n auto --dist loadfile -m "browser or site or engines"

# Part of make test, too: an engine that is not installed is skipped there, with the way to get it.
engines: build
	$(BIN)/pytest -q -rs -m engines

# Part of make test, too. Pictures that differ are put into test-results/look/.
visual: build browser
	$(BIN)/pytest -q -rs tests/browser/test_look.py

visual-accept: build browser
	MLSYS_LOOK=accept $(BIN)/pytest -q tests/browser/test_look.py

format: $(ENVIRONMENT)
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .
	node_modules/.bin/biome check --write --colors=off

browser: $(ENVIRONMENT)
	@$(BIN)/python -m tools.browser install

bench: build browser
	$(BIN)/python -m benchmarks

lock: .venv/.made
	$(PYTHON) -m venv --clear .cache/lock-venv
	.cache/lock-venv/bin/pip install --quiet --disable-pip-version-check -r requirements.in
	@echo "# Every package of the development environment, exactly. Written by make lock from requirements.in." > requirements.txt
	.cache/lock-venv/bin/pip freeze --exclude pip --exclude setuptools >> requirements.txt
	rm -r .cache/lock-venv
	npm install --package-lock-only --ignore-scripts --no-audit --no-fund --omit-lockfile-registry-resolved

dist: build
	rm -rf dist
	$(BIN)/python -m tools.offline_zip
	$(BIN)/python -m tools.release

offline-zip: $(ENVIRONMENT)
	$(BIN)/python -m tools.offline_zip

audit: $(ENVIRONMENT)
	$(BIN)/python -m tools.audit

newcomer:
	$(PYTHON) -m tools.newcomer

clean:
	rm -rf .venv node_modules site .cache dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
