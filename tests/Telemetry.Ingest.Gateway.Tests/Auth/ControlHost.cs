using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Telemetry.Control;
using Telemetry.Control.Projects;
using Telemetry.Model;

namespace Telemetry.Ingest.Gateway.Tests.Auth;

/// <summary>A real control database in a directory of its own.</summary>
internal sealed class ControlHost : IAsyncDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("telemetry-control-");
    private readonly ServiceProvider _services;

    public ControlHost() => _services = new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Control:Directory"] = _directory.FullName }).Build())
        .AddTelemetryControl()
        .BuildServiceProvider();

    public IngestKeyReader Reader => _services.GetRequiredService<IngestKeyReader>();

    public IngestKeyWriter Writer => _services.GetRequiredService<IngestKeyWriter>();

    public static ProjectId FirstProject => new(1);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _directory.Delete(recursive: true);
    }
}
