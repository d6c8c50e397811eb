# Commands of the project, listed by `make help`. For GNU make 3.81 (macOS) and later; on Windows, with the bash of Git.
# make ends with 2 on every failure; the exit code of ours is the number in its last line, « Error n ».

SHELL := bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.SUFFIXES:
.PHONY: help offer offers report check review diff deposit deposited sign verify test lint bench golden lock clean need-client FORCE

ifeq ($(OS),Windows_NT)
PYTHON ?= python
PY := .venv/Scripts/python.exe
else
PYTHON ?= python3
PY := .venv/bin/python
endif

WORKERS ?= auto
export PYTHONUTF8 := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# Modules, not scripts: these go on working when the folder of the project is moved.
OFFER := $(PY) -m generator
PYTEST := $(PY) -m pytest -n $(WORKERS)
PIP := $(PY) -m pip install --quiet --no-build-isolation
LOCK := $(PY) -m uv pip compile --quiet --no-config --universal --python-version 3.11 --generate-hashes \
	--custom-compile-command "make lock" $(ARGS)

# --- everyday -------------------------------------------------------------------------------------

help: ## affiche cette liste
	@echo "Usage : make <commande>. La première fois, l'environnement s'installe tout seul dans .venv."
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/\1|\2/p' Makefile | awk -F'|' '{ printf "  %-9s %s\n", $$1, $$2 }'

offer: need-client .venv/.runtime ## écrit les documents d'une offre : make offer CLIENT=vienne
	@$(OFFER) build $(CLIENT) --report $(ARGS)

offers: .venv/.runtime ## écrit toutes les offres
	@$(OFFER) build --all --report $(ARGS)

report: .venv/.runtime ## écrit la page de toutes les offres, build/index.html (ARGS="--on 2026-03-02" compte les jours)
	@$(OFFER) report $(ARGS)

check: .venv/.runtime ## contrôle la conformité d'une offre (CLIENT=…) ou de toutes
	@$(OFFER) check $(or $(CLIENT),--all) $(ARGS)

review: need-client .venv/.runtime ## reprend un fichier relu dans Word : make review CLIENT=vienne FILE=retour.docx
	@test -n "$(FILE)" || { echo "Il manque le fichier relu : make review CLIENT=$(CLIENT) FILE=retour.docx" >&2; exit 2; }
	@$(OFFER) review $(CLIENT) "$(FILE)" $(ARGS)

diff: .venv/.runtime ## compare avec la dernière relecture ou une version de git (ARGS="--against HEAD~1")
	@$(OFFER) diff $(or $(CLIENT),--all) $(ARGS)

deposit: need-client .venv/.runtime ## écrit le dossier à déposer, depot/<client>/ : make deposit CLIENT=vienne
	@$(OFFER) deposit $(CLIENT) $(ARGS)

deposited: need-client .venv/.runtime ## archive ce qui a été remis : make deposited CLIENT=vienne RECEIPT=accuse.pdf
	@test -n "$(RECEIPT)" || { echo "Il manque l'accusé : make deposited CLIENT=$(CLIENT) RECEIPT=accuse.pdf" >&2; exit 2; }
	@$(OFFER) deposited $(CLIENT) --receipt "$(RECEIPT)" $(ARGS)

sign: need-client $(if $(ARGS),.venv/.sign,.venv/.runtime) ## dit qui signe quoi ; signe : make sign CLIENT=vienne ARGS="--p12 moi.p12"
	@$(OFFER) sign $(CLIENT) $(ARGS)

verify: .venv/.runtime ## dit ce qu'est un fichier ou un dossier, et s'il a changé : make verify FILE=offre.zip
	@test -n "$(FILE)" || { echo "Il manque le fichier ou le dossier : make verify FILE=offre.zip" >&2; exit 2; }
	@$(OFFER) verify "$(FILE)" $(ARGS)

# --- development ----------------------------------------------------------------------------------

test: .venv/.dev ## lance les tests (ARGS="tests/test_project.py -k police" pour choisir)
	@$(PYTEST) $(if $(OFFER_NO_SKIP),-p tests.no_skip) $(ARGS)

lint: .venv/.dev ## relit le code : style, types, couches
	@status=0; \
	$(PY) -m ruff check . || status=1; \
	$(PY) -m mypy || status=1; \
	$(PY) -c 'from importlinter.cli import lint_imports_command as lint; lint()' --no-logo || status=1; \
	exit $$status

bench: .venv/.dev ## mesure les temps
	@$(PY) -m benchmarks $(ARGS)

golden: .venv/.dev ## accepte les sorties actuelles comme références des tests
	@OFFER_ACCEPT_GOLDEN=1 $(PYTEST) tests/golden $(ARGS)

lock: .venv/.dev ## recalcule les versions figées (ARGS=--upgrade pour les monter)
	@$(LOCK) --group build --output-file requirements-build.txt
	@$(LOCK) pyproject.toml --group build --constraint requirements-build.txt --output-file requirements.txt
	@$(LOCK) --group dev --constraint requirements.txt --output-file requirements-dev.txt
	@$(LOCK) pyproject.toml --extra sign --constraint requirements-dev.txt --output-file requirements-sign.txt

# build/ may hold what a colleague wrote in Word, so no command of ours empties it.
clean: ## efface l'environnement et les caches, jamais build/
	@rm -rf .venv .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	@find generator tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
	@test ! -d build || echo "build/ est gardé : il peut contenir des corrections faites dans Word."

need-client:
	@test -n "$(CLIENT)" || { \
	  echo "Il manque l'offre : make $(firstword $(MAKECMDGOALS)) CLIENT=<client>" >&2; \
	  echo "Offres présentes : $(or $(notdir $(patsubst %/,%,$(wildcard offers/*/))),aucune)" >&2; \
	  exit 2; }

# --- set-up, once: a stamp is touched only when its whole step is done ----------------------------

# An environment whose Python has gone, after an upgrade of the system, is made again.
ifeq ($(realpath $(PY)),)
.venv/.made: FORCE
endif

.venv/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Il faut Python 3.11 ou plus récent ; « $(PYTHON) » ne convient pas." >&2; \
	  echo "Remède : make $(MAKECMDGOALS) PYTHON=/chemin/vers/python3" >&2; \
	  exit 3; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "Ce Python ne sait pas créer d'environnement : son module venv est incomplet." >&2; \
	  echo "Remède sous Debian ou Ubuntu : sudo apt install python3-venv" >&2; \
	  exit 3; }
	@echo "Préparation de l'environnement dans .venv (une seule fois)…"
	@$(PYTHON) -m venv --clear .venv || { \
	  rm -rf .venv; \
	  echo "L'environnement .venv n'a pas pu être créé." >&2; \
	  echo "Remède sous Debian ou Ubuntu : sudo apt install python3-venv" >&2; \
	  exit 3; }
	@touch $@

# The build tools come first: two small dependencies exist only as sources.
.venv/.runtime: .venv/.made requirements-build.txt requirements.txt pyproject.toml
	@echo "Installation des paquets de requirements.txt…"
	@$(PIP) --require-hashes -r requirements-build.txt && $(PIP) --require-hashes -r requirements.txt && \
	$(PIP) --no-deps --editable . && $(PY) -m compileall -q generator || { \
	  echo "L'installation a échoué. Vérifiez le réseau, puis relancez la même commande." >&2; \
	  exit 3; }
	@touch $@

.venv/.sign: .venv/.runtime requirements-sign.txt
	@echo "Installation des paquets de requirements-sign.txt…"
	@$(PIP) --require-hashes -r requirements-sign.txt || { \
	  echo "L'installation a échoué. Vérifiez le réseau, puis relancez la même commande." >&2; \
	  exit 3; }
	@touch $@

.venv/.dev: .venv/.runtime requirements-dev.txt
	@echo "Installation des paquets de requirements-dev.txt…"
	@$(PIP) --require-hashes -r requirements-dev.txt || { \
	  echo "L'installation a échoué. Vérifiez le réseau, puis relancez la même commande." >&2; \
	  exit 3; }
	@touch $@
