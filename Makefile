# Everything a person does with this repository. `make` alone lists it.
CONFIGURATION ?= Release
ENGINE_PLATFORM := $(shell scripts/engine-platform.sh)
SERVER := server/Telemetry.Server
.DEFAULT_GOAL := help
.PHONY: help run demo test frozen check bench soak engine build clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

run: engine ## build and start everything on this machine (ARGS="--http 127.0.0.1:9000" to pass options)
	dotnet build $(SERVER) --configuration $(CONFIGURATION) --verbosity quiet --nologo
	exec dotnet $(SERVER)/bin/$(CONFIGURATION)/net10.0/Telemetry.Server.dll $(ARGS)

demo: engine ## send a minute of real traffic, and the crashes of three releases (starts a server if none runs)
	scripts/demo.sh

test: ## install what the tests need, run them all, end with `N passed, N failed`
	scripts/test.sh

frozen: engine ## fetch PyInstaller, build a real one-file bundle and crash it against the server
	scripts/fetch-pyinstaller.sh artifacts/pyinstaller
	dotnet build $(SERVER) --configuration $(CONFIGURATION) --verbosity quiet --nologo
	cd sdk-python && PYTHONPATH=src python3 -m unittest -v tests.releases.test_shipped

check: ## format, compose file, dependency audit
	scripts/check.sh

bench: engine ## measure; the report is artifacts/bench/*.json
	dotnet run --configuration Release --project tests/Telemetry.Benchmarks -- all
	python3 sdk-python/benchmarks/cost.py

soak: engine ## 10,000 faults of the SDK, then the chaos tests, for hours (MINUTES=60)
	python3 sdk-python/soak.py
	TELEMETRY_SOAK_MINUTES=$(or $(MINUTES),60) scripts/soak.sh

engine: engine/$(ENGINE_PLATFORM)/node_modules/.package-lock.json ## fetch the embedded ClickHouse (about 150 MB, once)

engine/$(ENGINE_PLATFORM)/node_modules/.package-lock.json: engine/$(ENGINE_PLATFORM)/package-lock.json
	@echo "Fetching the ClickHouse engine for $(ENGINE_PLATFORM) …"
	cd engine/$(ENGINE_PLATFORM) && npm ci --ignore-scripts --no-audit --no-fund --loglevel=warn --progress=true
	@touch $@

build: ## build everything
	dotnet build Telemetry.sln --configuration $(CONFIGURATION) --nologo

clean: ## remove build output (never data)
	git clean -xdq -e data -e node_modules -- core ingest query web server tests artifacts
