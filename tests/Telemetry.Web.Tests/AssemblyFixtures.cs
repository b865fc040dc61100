using Telemetry.Testing.Engine;
using Telemetry.Web.Tests.Browser;
using Xunit;

[assembly: AssemblyFixture(typeof(EngineFixture))]
[assembly: AssemblyFixture(typeof(Chromium))]
