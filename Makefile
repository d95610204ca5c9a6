# Two commands do everything, each on its own: `make demo` and `make test`.

PYTHON ?= python3
BIN := .venv/bin
INSTALLED := .venv/installed

.PHONY: demo test lint fast-test test-browser test-slow verify lab clean

demo: $(INSTALLED)  ## grade a sample class from end to end
	$(BIN)/course demo

test: lint fast-test test-browser verify  ## everything that CI runs

lint: $(INSTALLED)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/course build --check

fast-test: $(INSTALLED)
	$(BIN)/python -m pytest

test-browser: $(INSTALLED)  ## JupyterLab and formgrader in Chromium; PICTURES=docs/images renews the pictures
	$(BIN)/python -m pytest tests/browser $(if $(PICTURES),--pictures $(PICTURES))

test-slow: $(INSTALLED)  ## what takes too long for every change: the red team, faults
	$(BIN)/python -m pytest -m slow

verify: $(INSTALLED)
	$(BIN)/course verify

lab: $(INSTALLED)  ## open the lessons in JupyterLab
	$(BIN)/course lab

# The tested versions, so that a fresh clone today behaves like one next year.
$(INSTALLED): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Ground Up needs Python 3.11 or newer: make PYTHON=python3.11 $(MAKECMDGOALS)")'
	$(PYTHON) -m venv .venv || { echo "no venv module: sudo apt-get install python3-venv"; exit 1; }
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	touch $@

clean:
	rm -rf .venv build
