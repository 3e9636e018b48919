# Everything a site needs: `make html` builds it, `make test` checks it. All set-up happens in .venv/.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
CONSTRAINTS ?= -c constraints.txt
PORT ?= 8000
COUNT ?= 2000
SEED ?= 1
JOBS ?= 2

.DEFAULT_GOAL := help
.PHONY: help html publish serve preview check clean test lint types bench audit fuzz gallery docs messages lock new

help: ## Say what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 18

$(VENV)/installed: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Carepress needs Python 3.11 or later; say which with make PYTHON=…"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python cannot make a virtual environment here. On Debian and Ubuntu: sudo apt install python3-venv"; exit 1; }
	$(PIP) install --editable . $(CONSTRAINTS)
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed
	$(PIP) install --editable '.[dev]' $(CONSTRAINTS)
	@touch $@

html: $(VENV)/installed ## Build the example site into output/
	$(BIN)/carepress build --settings pelicanconf.py
	@echo "Look at it: make serve, then open http://127.0.0.1:$(PORT)/"

publish: $(VENV)/installed ## Build for production, with publishconf.py
	$(BIN)/carepress build --settings publishconf.py

serve: $(VENV)/installed ## Show output/ at http://127.0.0.1:8000/ (another port: make serve PORT=9000)
	@test -e output/index.html || $(MAKE) --no-print-directory html
	$(BIN)/carepress serve --settings pelicanconf.py --port $(PORT)

preview: $(VENV)/installed ## Show the pages while you write, with what is wrong beside them
	$(BIN)/carepress preview --settings pelicanconf.py --port $(PORT)

check: $(VENV)/installed ## Say what is wrong with the content, without building
	$(BIN)/carepress check --settings pelicanconf.py

new: $(VENV)/installed ## Begin an article: asks for its kind, title and topic
	$(BIN)/carepress new --settings pelicanconf.py

clean: ## Delete output/
	rm -rf output .carepress

test: $(VENV)/installed-dev lint types ## Run every check and every test, the browser's too
	$(BIN)/python tests/browser/chromium.py
	$(BIN)/python -m pytest --numprocesses auto

lint: $(VENV)/installed-dev ## Check style
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/installed-dev ## Check types
	$(BIN)/mypy

bench: $(VENV)/installed ## Measure beside Hugo, Eleventy and Pelican, and what editors wait for (an hour or two; make bench BENCH="--only carepress,hugo --rounds 1")
	$(BIN)/python -m benchmarks.run $(BENCH)

audit: $(VENV)/installed-dev ## Look at the pages with Lighthouse, beside other generators with the same text (needs Node)
	$(BIN)/python -m audit.run $(AUDIT)

fuzz: $(VENV)/installed-dev ## Throw spoilt content at it (make fuzz COUNT=100000 SEED=2); goes on where it was stopped
	$(BIN)/python -m fuzzing.run --count $(COUNT) --seed $(SEED) --jobs $(JOBS)

gallery: $(VENV)/installed ## Show every component with its examples, in gallery/output/
	$(BIN)/python -m gallery

docs: $(VENV)/installed-dev ## Write the generated references anew
	$(BIN)/python -m carepress.site.components
	$(BIN)/python docs/generate.py

messages: $(VENV)/installed-dev ## Collect the interface words for translators, and compile what they wrote
	$(BIN)/pybabel --quiet extract --mapping-file babel.cfg --keywords plain --project Carepress --copyright-holder 'the Carepress contributors' --no-location --sort-output --add-comments Translators --output carepress/locale/carepress.pot .
	$(BIN)/pybabel --quiet update --domain carepress --input-file carepress/locale/carepress.pot --output-dir carepress/locale --no-fuzzy-matching --ignore-obsolete --width 120
	$(BIN)/pybabel --quiet compile --domain carepress --directory carepress/locale

lock: ## Write constraints.txt anew from the newest versions
	rm -rf .venv-lock && $(PYTHON) -m venv .venv-lock
	.venv-lock/bin/python -m pip install --quiet --editable '.[dev]'
	{ echo "# Versions that are known to work together; made by 'make lock'."; .venv-lock/bin/python -m pip freeze --exclude-editable --exclude setuptools; } > constraints.txt
	rm -rf .venv-lock
