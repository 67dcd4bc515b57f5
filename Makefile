# What each command promises: README.md.
PORT ?= 8000
DATA_DIR ?= $(CURDIR)/var
PYTHON ?= python3
PY := .venv/bin/python
STATIC := $(shell find lessons -path '*/static/*' -type f)
DATABASE_ON_HAND = $(PY) -m tests.services
# What asks about words, files, menus and screens says the same on every database: these run once, on SQLite.
ONCE := $(patsubst %,--ignore=tests/editorial/test_%.py,check_curriculum check_letters check_numbers check_questions \
  check_structure check_wording checklist dashboard founding gift menus moodle_xml new_module package_abuse people \
  po_and_xliff questions_csv scenario_check scenario_map two_organisations) \
  $(patsubst %,--ignore=tests/classrooms/test_%.py,presenting roster_parsing) \
  $(patsubst %,--ignore=tests/curriculum/test_%.py,facts loading reading_time scenario_files structure wording) \
  $(patsubst %,--ignore=tests/%.py,content/test_drawings content/test_jump_links core/test_choice_cues core/test_urdu core/test_urdu_order) \
  $(patsubst %,--ignore=tests/test_%.py,house_rules import_direction translations urdu_pages)
# What looks at the clock runs when nothing else does.
TIMED := tests/browser/test_slow_phone.py

export DATA_DIR

.PHONY: serve test lint messages clean

.venv/run: requirements.txt
	@test -x $(PY) || $(PYTHON) -m venv .venv
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/dev: requirements-dev.txt .venv/run
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

$(DATA_DIR)/static.made: .venv/run $(STATIC)
	@mkdir -p $(DATA_DIR)
	@DEBUG=1 $(PY) manage.py collectstatic --noinput --clear -v0
	@touch $@

serve: .venv/run $(DATA_DIR)/static.made
	@PORT=$(PORT) sh lessons/demo/serve.sh

test: .venv/dev
	@sh tests/tools.sh
	$(PY) -m pytest tests --ignore=tests/browser -n 2
	@if $(DATABASE_ON_HAND); then \
	  echo "Again on PostgreSQL and Redis"; \
	  DATABASE_URL=postgres://postgres@127.0.0.1:5432/postgres CACHE_URL=redis://127.0.0.1:6379/9 \
	    $(PY) -m pytest tests --ignore=tests/browser $(ONCE) -n 2; \
	else \
	  test "$$CI" != true || { echo "PostgreSQL or Redis does not answer."; exit 1; }; \
	  echo "No PostgreSQL and Redis on this machine: only SQLite was tested."; \
	fi
	$(PY) -m pytest tests/browser --ignore=$(TIMED) -n 2 --dist loadfile --reruns 1 --only-rerun TargetClosedError
	$(PY) -m pytest $(TIMED) --reruns 1 --only-rerun TargetClosedError

lint: .venv/dev
	@sh tests/tools.sh
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/djhtml --check $$(git ls-files 'lessons/*.html')
	DEBUG=1 $(PY) manage.py makemigrations --check --dry-run
	$(PY) -m pytest tests/test_import_direction.py tests/test_translations.py tests/test_house_rules.py

messages: .venv/dev
	DEBUG=1 $(PY) manage.py makemessages -l ur -d django --no-location --no-obsolete --no-wrap -i .venv -i var -i tests
	DEBUG=1 $(PY) manage.py compilemessages -l ur -i .venv -i var

clean:
	rm -rf .venv var
