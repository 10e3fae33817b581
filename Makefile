# What one does with this tree. Each line below begins with what a person types.

PORT ?= 8000
DATA ?= data
NOW ?=
SPEGLA_DEMO ?= 1
PYTHON ?= python3

export PYTHON SPEGLA_DEMO
export SPEGLA_PORT = $(PORT)
export SPEGLA_DATA = $(DATA)
export SPEGLA_NOW = $(NOW)

.PHONY: help run demo test lint bench messages

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /make \1\t/p' Makefile | expand -t 16

run: ## start Spegla with a demo round (PORT=8001, DATA=folder, NOW=2019-05-01)
	@exec sh tools/run.sh

demo: ## make the demo round anew; what was written in it is lost
	@sh tools/environment.sh run
	@exec .venv/bin/spegla demo --again

test: ## all checks and tests, on SQLite and on PostgreSQL
	@exec bash tools/test.sh

lint: ## only the checks that need no database
	@sh tools/environment.sh dev
	@exec .venv/bin/python tools/suite.py lint

bench: ## how fast pages and saves are, beside their limits
	@sh tools/environment.sh run
	@exec .venv/bin/python -m benchmarks

messages: ## gather the texts to translate, and build the catalogues
	@sh tools/environment.sh dev
	@exec .venv/bin/python tools/messages.py
