using Telemetry.Testing.Postgres;

// One server for all tests of this project; each test takes a database of its own.
[assembly: AssemblyFixture(typeof(PostgresFixture))]
