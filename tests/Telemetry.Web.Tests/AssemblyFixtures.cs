global using Telemetry.Testing.Browser;

using Telemetry.Testing.Engine;
using Xunit;
using Xunit.v3;

// Most of a test is waiting for an answer or for a page to settle: two at a time leave more than half of two cores idle.
[assembly: Parallelization(MaxThreads = 3)]
[assembly: AssemblyFixture(typeof(EngineFixture))]
[assembly: AssemblyFixture(typeof(Chromium))]
