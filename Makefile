# Everything starts from a machine with python3 (3.11 or newer), its venv module and make.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
SCENARIO := scenarios/cao-loc
PLAN := plans/cao-loc
BENCH := scenarios/lang-son-city scenarios/cao-loc scenarios/quang-yen

.PHONY: demo test coverage places bench words clean

# Check, solve, verify and draw the worked district.
demo: $(READY)
	$(BIN)/planner check $(SCENARIO)
	$(BIN)/planner solve $(SCENARIO) --out $(PLAN)
	$(BIN)/planner verify --proof $(SCENARIO) $(PLAN)
	$(BIN)/planner chart $(PLAN) all --out $(PLAN)/charts

# All checks that a change has to pass.
test: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest --numprocesses auto --dist loadfile --ignore=tests/benchmarks

# The same tests with the lines that they reach; takes longer.
coverage: $(READY)
	$(BIN)/pytest --cov --numprocesses auto --dist loadfile --ignore=tests/benchmarks

# Proves the worked places that take minutes, which `make test` leaves out.
places: $(READY)
	$(BIN)/pytest -m long tests/places

# Sizes and seconds; needs a quiet machine and says nothing about right or wrong.
bench: $(READY)
	$(BIN)/pytest -s tests/benchmarks
	$(BIN)/python tests/benchmarks/solvers.py --out tests/benchmarks/solvers.md $(BENCH)

# Brings the catalogues in planner/locale up to date with the source, and prints what is not translated yet.
words: $(READY)
	PYTHONPATH=tests $(BIN)/python -m support.catalogue

clean:
	rm -rf .venv plans build *.egg-info

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else "planner needs Python 3.11 or newer")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	touch $(READY)
