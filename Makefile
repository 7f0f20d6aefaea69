# Ten verbs at most. `make demo` runs the product, `make check` passes its tests.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.PHONY: demo serve test check format lock score bench hostile docs

demo: $(READY)
	INTERNKOLL_DATA=$(CURDIR)/data/demo $(BIN)/internkoll demo --serve

serve: $(READY)
	$(BIN)/internkoll serve

test: $(READY)
	sh requirements/debian.sh
	$(BIN)/python -m pytest -n 2
	$(BIN)/python -m pytest -n 2 -p tests.postgres -m "not browser and not slow"

check: $(READY)
	$(BIN)/ruff format --check src tests
	$(BIN)/ruff check src tests
	$(BIN)/djade --check --target-version 5.2 $$(git ls-files 'src/internkoll/templates/*.html')
	$(BIN)/mypy
	$(BIN)/lint-imports
	INTERNKOLL_DATA=$(CURDIR)/data/check $(BIN)/internkoll manage makemigrations --check --dry-run
	$(MAKE) test

format: $(READY)
	$(BIN)/ruff format src tests
	$(BIN)/ruff check --fix src tests
	$(BIN)/djade --target-version 5.2 $$(git ls-files 'src/internkoll/templates/*.html')

lock: $(READY)
	sh requirements/lock.sh $(BIN)

score: $(READY)
	$(BIN)/python -m tests.documents

bench: $(READY)
	$(BIN)/python -m tests.bench

hostile: $(READY)
	$(BIN)/python -m tests.imports.hostile_table

docs: $(READY)
	$(BIN)/python -m tests.browser.pictures

$(READY): requirements/dev.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements/dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $(READY)
