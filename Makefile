# Everything starts here. Only python3, node and make are presumed.
#   make run     trains the lesson's model before your eyes and invents names
#   make test    passes every test
#   make bench   measures speed and memory (a venv of its own, with PyTorch and JAX)

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test check bench clean

run: $(VENV)/.ready
	@$(BIN)/premier-llm

test: check
	$(BIN)/python -m pytest -n 2

# Style and types, quick to fail.
check: $(VENV)/.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: .venv-bench/.ready
	.venv-bench/bin/python -m benchmarks

$(VENV)/.ready: pyproject.toml constraints.txt hatch_build.py $(wildcard src/premier_llm/locale/*/*/*.po)
	@echo "Préparation de l'environnement (une seule fois, environ une minute)…"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade -c constraints.txt pip
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt --group dev -e .
	@touch $@

.venv-bench/.ready: pyproject.toml benchmarks/constraints.txt
	@test -x .venv-bench/bin/python || $(PYTHON) -m venv .venv-bench
	@.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check -c benchmarks/constraints.txt torch jax jaxlib -e .
	@touch $@

clean:
	rm -rf .venv .venv-bench build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
