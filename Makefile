# `make help` lists the targets. Nothing outside this folder is changed, except by `make test` as root,
# which installs Chromium, Chinese fonts and LibreOffice when they are missing.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
PORT ?= 8501
CHROMIUM ?= /usr/bin/chromium
SOFFICE ?= /usr/bin/soffice
# Half as many again as there are processors: tests in a browser mostly wait.
WORKERS ?= $(shell $(PYTHON) -c 'import os; print(-(-3 * (os.cpu_count() or 1) // 2))')

BIN := .venv/bin
RUNTIME := .venv/.runtime
DEV := .venv/.dev
BENCH := .venv/.bench
# uv when it is on the PATH, else pip. Either refuses a package whose hash is not in the lock.
INSTALL := $(if $(shell command -v uv),uv pip install --quiet --compile-bytecode --python $(BIN)/python,\
	$(BIN)/python -m pip install --quiet --disable-pip-version-check) --require-hashes

.PHONY: help run workshop build test check format browser bench lock clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(RUNTIME) ## start the dashboard and print its address (PORT=8501)
	@echo "Starting on http://127.0.0.1:$(PORT) (stop with Ctrl-C)"
	@exec $(BIN)/streamlit run app.py --server.port $(PORT)

workshop: $(RUNTIME) ## start it for a room: asks which network the phones join by (ADDRESS=... does not ask)
	@exec $(BIN)/python scripts/workshop.py --port $(PORT) --address "$(ADDRESS)"

build: $(RUNTIME) ## build data/clusters.duckdb from the bundles (the app does so itself at start)
	$(BIN)/python -m cluster_core build

test: check browser ## run every check and every test, browser included
	CHROMIUM=$(CHROMIUM) SOFFICE=$(SOFFICE) $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

check: $(DEV) ## format, lint, types and import contracts, without tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/basedpyright
	$(BIN)/lint-imports --no-logo

format: $(DEV) ## rewrite the sources in the one format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

browser: # what the tests need from the system: a browser, Chinese letters, an office that opens what is exported
	@missing=(); \
	test -x $(CHROMIUM) || missing+=(chromium); \
	find /usr/share/fonts -name 'NotoSans*CJK*' -o -name 'NotoSansSC*' 2>/dev/null | grep -q . \
		|| missing+=(fonts-noto-cjk); \
	test -x $(SOFFICE) || missing+=(libreoffice-calc libreoffice-writer libreoffice-impress); \
	command -v pdftotext >/dev/null || missing+=(poppler-utils); \
	if ((!$${#missing[@]})); then exit 0; fi; \
	if ((EUID)) || ! command -v apt-get >/dev/null; then \
		echo "The tests need $${missing[*]}: install with 'apt-get install $${missing[*]}' as root, then run make test again." >&2; \
		exit 1; \
	fi; \
	export DEBIAN_FRONTEND=noninteractive; \
	apt-get update -qq; \
	apt-get install -y -qq --no-install-recommends "$${missing[@]}" </dev/null

bench: $(BENCH) ## run the measurements in benchmarks/
	@for script in benchmarks/[!_]*.py; do echo "== $$script"; PYTHONPATH=. $(BIN)/python "$$script"; done

lock: ## write requirements*.txt anew from requirements*.in (needs uv)
	for name in requirements requirements-dev requirements-bench; do \
		uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-emit-index-url \
			--no-header --no-annotate $(LOCKFLAGS) $$name.in -o $$name.txt; \
	done

clean: ## remove caches and the built database; .venv stays
	rm -rf .pytest_cache .ruff_cache .import_linter_cache .hypothesis tests/e2e/output data/clusters.duckdb*
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; v = sys.version_info[:2]; sys.exit(None if (3, 11) <= v <= (3, 13) \
		else f"Python 3.11, 3.12 or 3.13 is needed, not {v[0]}.{v[1]}: make PYTHON=python3.11 ...")'
	@$(PYTHON) -m venv .venv || { rm -rf .venv; \
		echo "$(PYTHON) cannot make a virtual environment: on Debian install python3-venv." >&2; exit 1; }

$(RUNTIME): requirements.txt | $(BIN)/python
	@echo "Installing the locked packages into .venv (once) ..."
	@$(INSTALL) -r requirements.txt
	@touch $@

$(DEV): requirements-dev.txt $(RUNTIME)
	@echo "Installing what the checks and tests need (once) ..."
	@$(INSTALL) -r requirements.txt -r requirements-dev.txt
	@touch $@

$(BENCH): requirements-bench.txt $(DEV)
	@echo "Installing what the measurements compare with (once) ..."
	@$(INSTALL) -r requirements-bench.txt
	@touch $@
