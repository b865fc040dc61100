# One image for every role; docker-compose.yml says which a container plays.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
RUN apt-get update && apt-get install --yes --no-install-recommends nodejs npm && rm -rf /var/lib/apt/lists/*
WORKDIR /source
# The project files first: a change of code alone does not restore again.
COPY global.json Directory.Build.props Directory.Build.targets Directory.Packages.props BannedSymbols.txt .editorconfig Telemetry.sln ./
COPY core core
COPY ingest ingest
COPY query query
COPY web web
COPY sdk-python sdk-python
COPY server server
RUN dotnet publish server/Telemetry.Server --configuration Release --output /app --nologo

FROM mcr.microsoft.com/dotnet/aspnet:10.0
RUN apt-get update && apt-get install --yes --no-install-recommends curl && rm -rf /var/lib/apt/lists/* \
 && mkdir /data && chown app:app /data
COPY --from=build /app /app
USER app
VOLUME /data
EXPOSE 8080 4317 4318
# Inside a container loopback reaches nobody: here, and only here, the addresses are open, and compose publishes them on loopback.
ENTRYPOINT ["dotnet", "/app/Telemetry.Server.dll", "--data", "/data", "--http", "0.0.0.0:8080", "--otlp-grpc", "0.0.0.0:4317", "--otlp-http", "0.0.0.0:4318"]
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=6 CMD curl --fail --silent http://127.0.0.1:8080/readyz
