using System.Diagnostics;
using System.Net;
using System.Runtime.InteropServices;

namespace Telemetry.Storage.Engine;

/// <summary>One run of the engine's process. It cannot outlive this process: see <c>ParentGuard</c> on its side.</summary>
internal sealed class EngineProcess : IDisposable
{
    private const string HostFileName = "Telemetry.Storage.EngineHost.dll";
    private const int MaxLastWords = 20;

    private static readonly TimeSpan ReadyPollInterval = TimeSpan.FromMilliseconds(50);

    private readonly EngineSettings _settings;
    private readonly Process _process;
    private readonly Queue<string> _lastWords = new();

    private EngineProcess(EngineSettings settings, Process process)
    {
        _settings = settings;
        _process = process;
    }

    /// <summary>The child's process id.</summary>
    public int Id => _process.Id;

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>The last lines it wrote to standard error, for the log.</summary>
    public string LastWords
    {
        get
        {
            lock (_lastWords)
            {
                return string.Join(' ', _lastWords);
            }
        }
    }

    /// <summary>Starts the process; the engine is not ready yet.</summary>
    /// <param name="settings">Where and how.</param>
    /// <param name="configPath">The configuration, written before.</param>
    /// <exception cref="StorageStartException">The process cannot be started.</exception>
    public static EngineProcess Start(EngineSettings settings, string configPath)
    {
        var start = new ProcessStartInfo(FindDotnet())
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, HostFileName), settings.LibraryPath, configPath },
            WorkingDirectory = settings.Directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["DOTNET_EnableDiagnostics"] = "0";

        // The engine reads time zones and the like from its environment; ours would leak into query results.
        start.Environment["TZ"] = "UTC";

        var process = Process.Start(start) ?? throw new StorageStartException("The storage engine's process did not start.");
        var engine = new EngineProcess(settings, process);
        process.ErrorDataReceived += (_, line) => engine.Remember(line.Data);
        process.OutputDataReceived += (_, line) => engine.Remember(line.Data);
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        return engine;
    }

    /// <summary>Waits until it answers to our password.</summary>
    /// <returns>False when it ended before.</returns>
    public async Task<bool> WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = _settings.Address };
        using var timer = new PeriodicTimer(ReadyPollInterval);
        do
        {
            if (HasExited)
            {
                return false;
            }

            if (await AnswersAsync(client, cancellationToken))
            {
                return true;
            }
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));

        return false;
    }

    /// <summary>Waits for the end.</summary>
    public Task WaitForExitAsync(CancellationToken cancellationToken) => _process.WaitForExitAsync(cancellationToken);

    /// <summary>Asks for a clean end, and kills after the limit. The store survives both.</summary>
    /// <returns>Whether the end was clean.</returns>
    public async Task<bool> StopAsync(TimeSpan limit)
    {
        using var deadline = new CancellationTokenSource(limit);
        try
        {
            // The pipe stays open: its end would mean that we are dead.
            await _process.StandardInput.BaseStream.WriteAsync("s"u8.ToArray(), deadline.Token);
            await _process.StandardInput.BaseStream.FlushAsync(deadline.Token);
            await _process.WaitForExitAsync(deadline.Token);
            return true;
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
            return false;
        }
    }

    /// <summary>Ends it at once.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It was faster.
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }

    // The runtime that runs us, not the one that happens to be on the PATH.
    private static string FindDotnet()
    {
        var root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        var dotnet = Path.Combine(root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
        return File.Exists(dotnet)
            ? dotnet
            : throw new StorageStartException($"The embedded storage engine needs the shared .NET runtime: there is no {dotnet}. Name an external ClickHouse by Storage:ConnectionString.");
    }

    private async Task<bool> AnswersAsync(HttpClient client, CancellationToken cancellationToken)
    {
        // Not /ping: whoever else listens on the port might answer that.
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new StringContent("SELECT 1") };
        request.Headers.Add("X-ClickHouse-User", EngineSettings.User);
        request.Headers.Add("X-ClickHouse-Key", _settings.Password);
        request.Headers.ConnectionClose = true;
        try
        {
            using var response = await client.SendAsync(request, cancellationToken);
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Remember(string? line)
    {
        // The engine announces where it logs to; that is no last word.
        if (string.IsNullOrWhiteSpace(line) || line.StartsWith("Logging ", StringComparison.Ordinal))
        {
            return;
        }

        lock (_lastWords)
        {
            _lastWords.Enqueue(line);
            if (_lastWords.Count > MaxLastWords)
            {
                _lastWords.Dequeue();
            }
        }
    }
}
