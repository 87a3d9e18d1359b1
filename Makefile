# Two commands do everything on a fresh machine: `make serve` and `make test`.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
HOST ?= 127.0.0.1
PORT ?= 8000

.PHONY: serve test lint bench load quality lock clean

serve: $(VENV)/.installed
	$(BIN)/archive index
	$(BIN)/archive serve --host $(HOST) --port $(PORT)

test: $(VENV)/.installed-dev lint
	$(BIN)/python -m pytest

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Over generated passages, beside plain tantivy and SQLite FTS5: minutes; SIZES="10000 100000 1000000" takes an hour.
bench: $(VENV)/.installed-dev
	$(BIN)/python -m tests.bench $(SIZES) $(ARGS)

# How much `archive serve` answers; ARGS="--passages 100000", ARGS="--requests 100000" to see its memory stay flat.
load: $(VENV)/.installed-dev
	$(BIN)/python -m tests.benchmarks.load $(ARGS)

# Precision and recall over fixture files, see tests/quality/README.md; ARGS=--verbose lists every miss.
# ALIGNMENT=--debian also fetches Debian's bilingual manuals and aligns them; SEARCH=--misses lists what search does not find.
quality: $(VENV)/.installed-dev
	$(BIN)/python -m tests.quality --speed $(ARGS)
	$(BIN)/python -m tests.quality.alignment $(ALIGNMENT)
	$(BIN)/python -m tests.quality.search $(SEARCH)

# The lock names every package with its hashes; it is made from pyproject.toml.
lock:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url --extra dev pyproject.toml -o requirements-dev.lock

$(VENV)/.installed: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.lock
	touch $@

clean:
	rm -rf $(VENV) .documents.index .pytest_cache .mypy_cache .ruff_cache .hypothesis
