using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Telemetry.Testing.Server;

/// <summary>
/// The real executable, on real ports. It dies with the test process, however that ends: the shell in between reads a pipe that only we hold.
/// </summary>
public sealed partial class ServerProcess : IAsyncDisposable
{
    private const string EndsWithUs = """
        exec 3<&0
        "$@" </dev/null 3<&- &
        server=$!
        echo $server
        (read -r _ <&3; kill -KILL $server) &
        guard=$!
        exec 3<&-
        wait $server
        code=$?
        kill $guard
        exit $code
        """;

    private static readonly TimeSpan ReadyLimit = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan VisibleLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ExitLimit = TimeSpan.FromSeconds(60);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly Process _shell;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource<int> _processId = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly bool _ownsData;
    private readonly string? _readyBefore;

    private ServerProcess(ServerStart start)
    {
        _ownsData = start.DataDirectory is null;
        DataDirectory = start.DataDirectory ?? Directory.CreateTempSubdirectory("telemetry-server-").FullName;
        // What a killed process left behind, or another one says in the same directory, must not be taken for this one's.
        _readyBefore = File.Exists(ReadyPath) ? File.ReadAllText(ReadyPath) : null;
        _shell = new Process { StartInfo = CreateStartInfo(start, DataDirectory) };
        _shell.OutputDataReceived += (_, line) => Keep(line.Data);
        _shell.ErrorDataReceived += (_, line) => Keep(line.Data);
    }

    /// <summary>Where its data is.</summary>
    public string DataDirectory { get; }

    /// <summary>The server's own process id.</summary>
    public int ProcessId => _processId.Task.Result;

    /// <summary>Everything it has written so far, to both outputs.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>Where it is.</summary>
    public ServerReady Ready => _ready ?? throw new InvalidOperationException("The server was not waited for.");

    private ServerReady? _ready;

    /// <summary>Where <c>/healthz</c>, <c>/readyz</c> and <c>/metrics</c> are, also of a process without pages and API.</summary>
    public Uri HealthAddress => new(HealthLine().Match(Output).Groups[1].Value);

    /// <summary>Starts one and waits until it says that it is ready.</summary>
    public static async Task<ServerProcess> StartAsync(ServerStart? start = null, CancellationToken cancellationToken = default)
    {
        ServerProcess server = await LaunchAsync(start ?? new ServerStart(), cancellationToken);
        try
        {
            await server.WaitUntilReadyAsync(cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts one and does not wait: for those that should not come up.</summary>
    public static async Task<ServerProcess> LaunchAsync(ServerStart start, CancellationToken cancellationToken = default)
    {
        var server = new ServerProcess(start);
        server._shell.Start();
        server._shell.BeginOutputReadLine();
        server._shell.BeginErrorReadLine();
        await server._processId.Task.WaitAsync(cancellationToken);
        return server;
    }

    /// <summary>Waits for <c>ready.json</c>, and for what it says to people, which takes its own way here.</summary>
    /// <exception cref="InvalidOperationException">It ended instead; the message holds its output.</exception>
    public async Task WaitUntilReadyAsync(CancellationToken cancellationToken = default)
    {
        _ready = await Eventually.GivesAsync(ReadReadyAsync, ReadyLimit, "the server is ready", cancellationToken);
        await Eventually.HoldsAsync(() => HealthLine().IsMatch(Output), ReadyLimit, "the server says where it is", cancellationToken);
    }

    /// <summary>A client of its API with the administrator's token; addresses are relative to <c>/api/v1/</c>.</summary>
    public HttpClient CreateApiClient()
    {
        var client = new HttpClient { BaseAddress = new Uri(Ready.Api + "/") };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Ready.AdminToken);
        return client;
    }

    /// <summary>Asks the API about project 1 until the answer is as wanted, and returns it.</summary>
    /// <param name="path">Below the project, for example <c>logs?query=service:shop</c>.</param>
    /// <param name="isWanted">Looks at a good answer.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<JsonElement> ReadWhenAsync(string path, Func<JsonElement, bool> isWanted, CancellationToken cancellationToken = default)
    {
        using HttpClient api = CreateApiClient();
        string last = "";
        try
        {
            return (JsonElement)await Eventually.GivesAsync<object>(AskAsync, VisibleLimit, path, cancellationToken);
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"{exception.Message}; the last answer was {last}", exception);
        }

        async Task<object?> AskAsync()
        {
            using HttpResponseMessage response = await api.GetAsync(new Uri($"projects/1/{path}", UriKind.Relative), cancellationToken);
            last = await response.Content.ReadAsStringAsync(cancellationToken);
            JsonElement? answer = response.IsSuccessStatusCode ? JsonSerializer.Deserialize<JsonElement>(last) : null;
            return answer is { } good && isWanted(good) ? good : null;
        }
    }

    /// <summary>Asks it to stop, as systemd and Docker do, and returns its exit code.</summary>
    public async Task<int> StopAsync(CancellationToken cancellationToken = default)
    {
        await SignalAsync("TERM", cancellationToken);
        return await WaitForExitAsync(cancellationToken);
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync(CancellationToken cancellationToken = default)
    {
        await SignalAsync("KILL", cancellationToken);
        await WaitForExitAsync(cancellationToken);
    }

    /// <summary>Sends a signal by its name without <c>SIG</c>.</summary>
    public async Task SignalAsync(string signal, CancellationToken cancellationToken = default)
    {
        using Process kill = Process.Start("kill", [$"-{signal}", ProcessId.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(cancellationToken);
    }

    /// <summary>Waits for its end and returns its exit code; 128 and more when a signal ended it.</summary>
    public async Task<int> WaitForExitAsync(CancellationToken cancellationToken = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ExitLimit);
        await _shell.WaitForExitAsync(limit.Token);
        return _shell.ExitCode;
    }

    /// <summary>Kills it when it still runs, and removes its data when they are only its own.</summary>
    public async ValueTask DisposeAsync()
    {
        _shell.StandardInput.Close();
        await WaitForExitAsync();
        _shell.Dispose();
        if (_ownsData)
        {
            await Eventually.HoldsAsync(TryRemoveData, ExitLimit, $"{DataDirectory} can be removed");
        }
    }

    private string ReadyPath => Path.Combine(DataDirectory, "ready.json");

    private static ProcessStartInfo CreateStartInfo(ServerStart start, string dataDirectory)
    {
        string[] server = ["dotnet", ServerExecutable.Path, "--data", dataDirectory, "--http", start.Http, "--otlp-grpc", start.OtlpGrpc, "--otlp-http", start.OtlpHttp];
        var info = new ProcessStartInfo("sh", ["-c", EndsWithUs, "sh", .. server, .. start.Arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in start.Environment)
        {
            info.Environment[name] = value;
        }

        return info;
    }

    private async Task<ServerReady?> ReadReadyAsync()
    {
        if (_shell.HasExited)
        {
            throw new InvalidOperationException($"The server ended with exit code {_shell.ExitCode}:{Environment.NewLine}{Output}");
        }

        string? text = File.Exists(ReadyPath) ? await File.ReadAllTextAsync(ReadyPath) : null;
        return text is null || text == _readyBefore ? null : JsonSerializer.Deserialize<ServerReady>(text, Json);
    }

    // Its engine ends a moment after a server that was killed.
    private bool TryRemoveData()
    {
        try
        {
            Directory.Delete(DataDirectory, recursive: true);
            return true;
        }
        catch (IOException)
        {
            return !Directory.Exists(DataDirectory);
        }
    }

    private void Keep(string? line)
    {
        if (line is null)
        {
            return;
        }

        // The shell's first line.
        if (!_processId.Task.IsCompleted && int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out int processId))
        {
            _processId.SetResult(processId);
            return;
        }

        lock (_output)
        {
            _output.AppendLine(line);
        }
    }

    [GeneratedRegex(@"Health +(http://\S+)/readyz")]
    private static partial Regex HealthLine();
}
