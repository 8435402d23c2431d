# `make` lists the commands. Needed: Python 3.11 or later, git, make.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help setup site serve test check lint fuzz audit sbom screenshots lock clean

help: ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

setup: $(VENV)/.run ## set everything up, nothing else

site: $(VENV)/.run ## set everything up and build content/ into build/site
	$(BIN)/digest build

serve: $(VENV)/.run ## show the site at http://127.0.0.1:8000 and rebuild on every change
	$(BIN)/mkdocs serve --dev-addr 127.0.0.1:8000

test: $(VENV)/.dev ## set everything up and run all tests
	$(BIN)/python -m pytest

check: lint test ## everything that CI checks

lint: $(VENV)/.dev ## format, lint, types, imports, workflows
	$(BIN)/ruff format --check digest tests
	$(BIN)/ruff check digest tests
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/zizmor --offline --persona auditor .github

FUZZ_SECONDS ?= 60
fuzz: $(VENV)/.dev ## try random inputs on every reader for FUZZ_SECONDS (60)
	$(BIN)/python -m tests.fuzz $(FUZZ_SECONDS)

audit: $(VENV)/.run ## look for known vulnerabilities in the locked packages
	.ci/audit $(VENV)

sbom: $(VENV)/.run ## write build/sbom.cdx.json, the bill of materials
	@mkdir -p build
	$(BIN)/python .ci/sbom.py > build/sbom.cdx.json

screenshots: $(VENV)/.dev ## take the pictures of the README from the sample content
	$(BIN)/python -m tests.browser.screenshots

lock: $(VENV)/.dev ## write the lock files anew from pyproject.toml
	$(PYTHON) -m venv $(VENV)/lock
	$(VENV)/lock/bin/pip install --quiet pip-tools
	$(VENV)/lock/bin/pip-compile --quiet --generate-hashes --no-emit-index-url --no-emit-trusted-host \
	  --no-emit-find-links --no-annotate --no-header --strip-extras --allow-unsafe --extra build \
	  --output-file requirements.lock pyproject.toml
	$(VENV)/lock/bin/pip-compile --quiet --generate-hashes --no-emit-index-url --no-emit-trusted-host \
	  --no-emit-find-links --no-annotate --no-header --strip-extras --allow-unsafe --extra build --extra dev \
	  --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml
	cd .ci && ../$(VENV)/lock/bin/pip-compile --quiet --generate-hashes --no-emit-index-url --no-emit-trusted-host \
	  --no-emit-find-links --no-annotate --no-header --strip-extras --allow-unsafe --output-file audit.lock audit.in

clean: ## remove what the other commands made
	rm -rf $(VENV) build .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(VENV)/.run: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "digest needs Python 3.11 or later; set PYTHON=…")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	$(BIN)/python -m compileall -q digest
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.run
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-dev.lock
	@touch $@
