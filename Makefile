# make demo     draw the example         make format   lay the code out and mend what lint can mend
# make test     run every check          make clean    remove everything that was made
# make coverage run the tests once more and count the lines that they run
# make thorough try more, again and again, until MINUTES (60) are over
# make gallery  draw all kinds of pictures into examples/gallery
# make words    gather the words of pictures and compile their translations
# make bench    measure, and print tables
# make fuzz     read damaged files for MINUTES (5), and print what goes wrong
# make mutants  break the code in one place at a time, and see whether the tests notice
#
# All that is made is in .venv and build. PYTHON=python3.12 chooses the interpreter of a new .venv.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install -qq

.PHONY: demo test lint types mypy pyright coverage thorough setup format clean gallery words bench mutants fuzz
.DEFAULT_GOAL := demo

demo: .venv/library.stamp
	@$(BIN)/python examples/openai/coup.py

PYTEST := $(BIN)/pytest --numprocesses=auto --dist=worksteal

# pytest comes last: its own summary ends the run.
test: lint
	@$(MAKE) --no-print-directory --jobs=2 --output-sync types
	$(PYTEST)

lint: .venv/tools.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: mypy pyright

mypy: .venv/tools.stamp
	$(BIN)/mypy

pyright: .venv/tools.stamp
	$(BIN)/pyright

# They try the same lines thousands of times, and take twice as long when lines are counted.
UNCOUNTED := tests/drawing/test_hostile.py tests/drawing/test_widths.py \
  tests/drawing/test_page_browser.py

# Counting takes as long again as running, so it is a run of its own.
coverage: .venv/tools.stamp
	$(PYTEST) --cov $(addprefix --ignore=,$(UNCOUNTED))

# Each turn tries other examples; the last one begun is brought to its end.
thorough: MINUTES ?= 60
thorough: .venv/tools.stamp
	@end=$$(( $$(date +%s) + 60 * $(MINUTES) )); \
	while [ $$(date +%s) -lt $$end ]; do \
	  HYPOTHESIS_PROFILE=thorough $(PYTEST) || exit; \
	done

setup: .venv/tools.stamp

format: .venv/tools.stamp
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

gallery: .venv/tools.stamp
	$(BIN)/python examples/gallery/make.py

words: .venv/tools.stamp
	PYTHONPATH=. $(BIN)/python tests/support/catalogues.py

bench: .venv/tools.stamp
	@$(PIP) --group bench
	$(BIN)/python -m tests.benchmarks

# Goes on where it was stopped; `make clean` first to begin anew.
mutants: .venv/tools.stamp
	@$(PIP) --group mutants
	nice $(BIN)/python -m tests.mutants

# What is found is printed with a seed that repeats it.
fuzz: MINUTES ?= 5
fuzz: .venv/tools.stamp
	$(BIN)/python -m tests.fuzz --minutes $(MINUTES)

clean:
	rm -rf .venv build dist
	find orgchart tests examples -name __pycache__ -prune -exec rm -rf {} +

# The stamps stand inside .venv, so that a new environment is always filled anew.
.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo 'orgchart needs Python 3.11 or newer as "$(PYTHON)";' \
	    'name another one with: make PYTHON=python3.12' >&2; exit 1; }
	@if ! $(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
	    && [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  echo 'Installing python3-venv, which $(PYTHON) needs to make .venv'; \
	  apt-get -qq update && apt-get -qq install -y python3-venv >/dev/null; \
	fi
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo '$(PYTHON) cannot make a virtual environment;' \
	    'install it first, on Debian with: sudo apt-get install python3-venv' >&2; exit 1; }
	@echo 'Setting up .venv (only the first time)'
	@$(PYTHON) -m venv --clear .venv
	@$(PIP) --upgrade 'pip>=25.1'

# Without a wheel of pygraphviz for this machine everything else still works; the dot program or
# the .dot and .txt files take its place.
.venv/library.stamp: pyproject.toml | .venv/bin/python
	@$(PIP) --editable '.[render]' || { \
	  echo 'pygraphviz could not be installed; going on without it' >&2; \
	  $(PIP) --editable .; }
	@touch $@

.venv/tools.stamp: .venv/library.stamp
	@$(PIP) --editable '.[testing]' --group dev
	@touch $@
