using Telemetry.Testing.Engine;
using Xunit;

[assembly: AssemblyFixture(typeof(EngineFixture))]
