# Everything starts here. Only python3, node and make are presumed.
#   make run     trains the lesson's model before your eyes and invents names
#   make lab     opens le Labo in the browser
#   make course  builds the lessons' notebooks
#   make school  builds the folder that a class runs: le Labo, the lessons, the guide
#   make spec    writes what Python tells TypeScript, web/spec.ts
#   make test    passes every test
#   make dist    builds the wheel and the sdist, with the school folder inside
#   make bench   measures speed and memory (a venv of its own, with PyTorch and JAX)
#   make gpu     tries and measures what only a GPU can show, with the PyTorch of PYTHON

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

PAGE := src/premier_llm/labo/index.html
COURSE := src/premier_llm/cours/ecole/premier_llm_lecons.py
SITE := src/premier_llm/ecole/dossier.zip

# What people wrote under some folders; what is made from it stands there too, and would always be new.
MADE := -name build -o -name node_modules -o -name __pycache__ -o -name '*.mo' -o -path web/spec.ts -o -path web/simd.wasm.ts \
  -o -path src/premier_llm/labo -o -path src/premier_llm/cours -o -path src/premier_llm/ecole \
  -o -path src/premier_llm/lessons/lent.json -o -path src/premier_llm/lessons/trained \
  -o -path 'docs/reference/*' ! -name index.md
written = $(shell find $(1) \( $(MADE) \) -prune -o -type f -print)

PACKAGE_SOURCES := $(call written,src)
COURSE_SOURCES := $(call written,course) $(PACKAGE_SOURCES)
WEB_SOURCES := $(call written,web)
PAGE_SOURCES := $(filter web/engine/% web/simd/% web/worker/% web/texts/% web/kit/% web/room/% web/labo/% web/vite.config.ts web/once.ts web/package-lock.json,$(WEB_SOURCES)) \
  $(filter src/premier_llm/words/%,$(PACKAGE_SOURCES))
SITE_SOURCES := $(filter web/texts/% web/kit/% web/room/% web/school/% web/survey/% web/classroom/%,$(WEB_SOURCES)) $(call written,school docs) $(COURSE_SOURCES) \
  CHANGELOG.md pyproject.toml web/browser/everywhere/versions.json

.PHONY: run lab course school spec test tested check dist bench gpu pictures clean

run: $(VENV)/.ready
	@$(BIN)/premier-llm

# Le Labo, in the browser.
lab: $(VENV)/.ready $(PAGE)
	@$(BIN)/premier-llm lab

# The notebooks, in src/premier_llm/cours/, and the model that a lesson comes with.
course: $(COURSE)
$(COURSE): $(VENV)/.ready $(COURSE_SOURCES)
	@$(BIN)/python course/build.py

# The school folder, ready to be copied or served.
school: $(SITE)
	@$(BIN)/premier-llm school dist/ecole

# What takes minutes to make is made side by side; then each suite has the machine to itself.
test: check
	@$(MAKE) --no-print-directory -j2 web/build/golden/facts.json $(SITE)
	@$(MAKE) --no-print-directory tested
tested: course web/build/.tested web/build/.labo-tested web/build/.school-tested web/build/.everywhere-tested
	$(BIN)/python -m pytest -n auto

# Style and types, quick to fail.
check: $(VENV)/.ready $(VENV)/.extras web/node_modules/.ready web/spec.ts web/simd.wasm.ts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	@! test -x $(BIN)/lint-imports || $(BIN)/lint-imports --no-cache
	cd web && npm run --silent check

# The TypeScript engine, against what the pure Python engine computes.
web/build/.tested: web/node_modules/.ready web/spec.ts web/simd.wasm.ts $(WEB_SOURCES) web/build/golden/facts.json
	cd web && npm test
	@touch $@

web/build/golden/facts.json: spec/write_golden.py spec/reading_cases.py spec/texts_of_any_script.py $(PACKAGE_SOURCES)
	@PYTHONPATH=src $(PYTHON) $< $(@D)

# What both languages must know; an unchanged file keeps its date.
spec: web/spec.ts
web/spec.ts: web/build/.spec ;
web/build/.spec: spec/write_spec.py $(PACKAGE_SOURCES)
	@PYTHONPATH=src $(PYTHON) $<
	@mkdir -p $(@D) && touch $@

# The fast arithmetic of the page, from AssemblyScript to WebAssembly.
web/simd.wasm.ts: web/node_modules/.ready $(wildcard web/simd/*)
	@cd web && npm run --silent build:simd

# Le Labo, in Chromium.
web/build/.labo-tested: $(PAGE) $(VENV)/.ready web/build/.tested
	cd web && npm run --silent test:browser -- --project=labo
	@touch $@

# The school folder, in Chromium: from file:// and from a server.
web/build/.school-tested: $(SITE) $(WEB_SOURCES)
	cd web && npm run --silent test:browser -- --project=school
	@touch $@

# A visit in Chromium, Firefox and WebKit, which needs a screen: one that nobody sees, if it can be.
web/build/.everywhere-tested: $(SITE) $(WEB_SOURCES)
	cd web && $(shell command -v xvfb-run >/dev/null && echo xvfb-run -a) \
	  npm run --silent test:browser -- --project='everywhere-*'
	@touch $@

$(SITE): $(VENV)/.docs web/node_modules/.ready $(PAGE) $(COURSE) $(SITE_SOURCES)
	@$(BIN)/python school/library.py school/build
	@cd web && npm run --silent build:school
	@rm -rf school/build/guide
	@LC_ALL=C $(BIN)/python -m sphinx -q -W -E -b html -d school/build/doctrees docs school/build/guide
	@$(BIN)/python school/assemble.py school/build/guide --folder school/build/site

# What is published: dist/*.whl and dist/*.tar.gz.
dist: $(SITE)
	@rm -f dist/*.whl dist/*.tar.gz
	@$(BIN)/hatchling build

$(PAGE): web/node_modules/.ready web/spec.ts web/simd.wasm.ts $(PAGE_SOURCES)
	cd web && npm run --silent build
	@touch $@

web/node_modules/.ready: web/package-lock.json
	cd web && npm ci --no-audit --no-fund
	@touch $@

# The README's pictures, from the running page.
pictures: $(PAGE) $(SITE)
	node docs/pictures.mjs

bench: .venv-bench/.ready $(PAGE) $(SITE) benchmarks/lab/node_modules/.ready
	cd web && npx tsc
	.venv-bench/bin/python -m benchmarks

# Ten minutes at most; benchmarks/gpu.py says what must be there.
gpu:
	PYTHONPATH=src $(PYTHON) -m benchmarks.gpu

$(VENV)/.ready: $(PAGE) pyproject.toml constraints.txt hatch_build.py $(wildcard src/premier_llm/locale/*/*/*.po)
	@echo "Préparation de l'environnement (une seule fois, environ une minute)…"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade -c constraints.txt pip
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt --group dev -e .
	@touch $@

# What builds the documentation.
$(VENV)/.docs: $(VENV)/.ready docs/constraints.txt
	@$(BIN)/python -c "import sys; sys.version_info >= (3, 11, 5) or sys.exit('La documentation se construit avec Python 3.11.5 ou plus récent : make PYTHON=python3.13 $(MAKECMDGOALS)')"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -c docs/constraints.txt --group docs
	@touch $@

# Only the tests want PyTorch and the like; what people run at first does without.
$(VENV)/.extras: $(VENV)/.ready
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt --group extras
	@touch $@

benchmarks/lab/node_modules/.ready: benchmarks/lab/package.json benchmarks/lab/package-lock.json
	cd benchmarks/lab && npm ci --ignore-scripts --no-audit --no-fund
	@touch $@

.venv-bench/.ready: pyproject.toml constraints.txt benchmarks/constraints.txt
	@test -x .venv-bench/bin/python || $(PYTHON) -m venv .venv-bench
	@.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -c benchmarks/constraints.txt ipython jax jaxlib jupytext torch transformers -e .
	@touch $@

clean:
	rm -rf .venv .venv-bench web/node_modules web/build school/build benchmarks/lab/node_modules src/premier_llm/labo src/premier_llm/cours src/premier_llm/lessons/lent.json src/premier_llm/lessons/trained src/premier_llm/ecole build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
