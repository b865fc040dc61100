global using Telemetry.Testing.Browser;

using Telemetry.Testing.Engine;
using Xunit;

[assembly: AssemblyFixture(typeof(EngineFixture))]
[assembly: AssemblyFixture(typeof(Chromium))]
