# Everything starts here. Only python3, node and make are presumed.
#   make run     trains the lesson's model before your eyes and invents names
#   make lab     opens le Labo in the browser
#   make course  builds the lessons' notebooks
#   make test    passes every test
#   make bench   measures speed and memory (a venv of its own, with PyTorch and JAX)

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

PAGE := src/premier_llm/labo/index.html
LAB_SOURCES := $(shell find lab \( -name node_modules -o -name build \) -prune -o -type f -print)

.PHONY: run lab course test check bench pictures clean

run: $(VENV)/.ready
	@$(BIN)/premier-llm

# Le Labo, in the browser.
lab: $(VENV)/.ready $(PAGE)
	@$(BIN)/premier-llm lab

# The notebooks, in src/premier_llm/cours/.
course: $(VENV)/.ready
	@$(BIN)/python course/build.py

test: check course lab/build/.tested lab/build/.tested-in-browser
	$(BIN)/python -m pytest -n 2

# Style and types, quick to fail.
check: $(VENV)/.ready $(VENV)/.extras
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Le Labo: style and types, then its engine against what Python wrote, then its page in Chromium.
lab/build/.tested: lab/node_modules/.ready $(LAB_SOURCES)
	cd lab && npm run --silent check && npm test
	@touch $@

lab/build/.tested-in-browser: $(PAGE) $(VENV)/.ready lab/build/.tested
	cd lab && npm run --silent test:browser
	@touch $@

$(PAGE): lab/node_modules/.ready $(LAB_SOURCES) $(wildcard src/premier_llm/words/*.txt src/premier_llm/words/*/*.txt)
	cd lab && npm run --silent build
	@touch $@

lab/node_modules/.ready: lab/package.json lab/package-lock.json
	cd lab && npm ci --no-audit --no-fund
	@touch $@

# The README's pictures, from the running page.
pictures: $(PAGE)
	node docs/pictures.mjs

bench: .venv-bench/.ready $(PAGE) benchmarks/lab/node_modules/.ready
	cd lab && npx tsc
	.venv-bench/bin/python -m benchmarks

$(VENV)/.ready: $(PAGE) pyproject.toml constraints.txt hatch_build.py $(wildcard src/premier_llm/locale/*/*/*.po)
	@echo "Préparation de l'environnement (une seule fois, environ une minute)…"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade -c constraints.txt pip
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt --group dev -e .
	@touch $@

# Only the tests want PyTorch and the like; what people run at first does without.
$(VENV)/.extras: $(VENV)/.ready
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt --group extras
	@touch $@

benchmarks/lab/node_modules/.ready: benchmarks/lab/package.json benchmarks/lab/package-lock.json
	cd benchmarks/lab && npm ci --no-audit --no-fund
	@touch $@

.venv-bench/.ready: pyproject.toml benchmarks/constraints.txt
	@test -x .venv-bench/bin/python || $(PYTHON) -m venv .venv-bench
	@.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check -c benchmarks/constraints.txt torch jax jaxlib -e .
	@touch $@

clean:
	rm -rf .venv .venv-bench lab/node_modules lab/build benchmarks/lab/node_modules src/premier_llm/labo src/premier_llm/cours build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
