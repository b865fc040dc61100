using Telemetry.Testing.Broker;
using Telemetry.Testing.Browser;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

// Real processes under load on few cores: two such tests at once would measure each other.
[assembly: Parallelization(Mode = ParallelMode.None)]
[assembly: AssemblyFixture(typeof(BrokerFixture))]
[assembly: AssemblyFixture(typeof(Chromium))]
