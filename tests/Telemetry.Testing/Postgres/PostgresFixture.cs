using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using Xunit;

namespace Telemetry.Testing.Postgres;

/// <summary>A private PostgreSQL on a free loopback port with a data directory of its own, gone after the tests.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private const string User = "telemetry";

    // The shell reads a pipe that only we hold: when we are gone, however that came, it ends the server. Not a parent-death signal,
    // which would come when the thread that started the child ends.
    private const string EndsWithUs = "\"$@\" </dev/null & read -r _; kill -QUIT $!; wait";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly string _directory = Path.Combine(Path.GetTempPath(), "telemetry-postgres-" + Guid.NewGuid().ToString("N"));
    private Process? _server;
    private int _port;

    /// <summary>Starts it.</summary>
    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(_directory);
        // PostgreSQL refuses to run as root, so root hands the directory to the user that Debian's package makes.
        if (IsRoot)
        {
            await RunAsync("chown", "postgres", _directory);
        }

        await RunAsync([.. AsServerUser, Program("initdb"), "-D", Cluster, "-U", User, "--auth=trust", "--encoding=UTF8", "--no-sync"]);
        _port = FreePort();
        _server = Start(["sh", "-c", EndsWithUs, "sh", .. AsServerUser, Program("postgres"), "-D", Cluster, "-p", _port.ToString(CultureInfo.InvariantCulture),
            "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "fsync=off", "-c", "shared_buffers=16MB",
            // Each test has a database and so a pool of its own, whose connections outlive the test by some seconds.
            "-c", "max_connections=500"]);
        await Eventually.HoldsAsync(AnswersAsync, StartLimit, "PostgreSQL answers");
    }

    /// <summary>Makes an empty database and returns its connection string.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        string name = "t" + Guid.NewGuid().ToString("N");
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await command.ExecuteNonQueryAsync();
        return ConnectionString(name);
    }

    /// <summary>Stops it and forgets its data.</summary>
    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (_server is not null)
        {
            _server.StandardInput.Close();
            await _server.WaitForExitAsync();
            _server.Dispose();
        }

        Directory.Delete(_directory, recursive: true);
    }

    private static bool IsRoot => Environment.UserName == "root";

    private static string[] AsServerUser => IsRoot ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] : [];

    private string Cluster => Path.Combine(_directory, "cluster");

    private string ConnectionString(string database) =>
        $"Host=127.0.0.1;Port={_port};Username={User};Database={database};Timeout=15;Maximum Pool Size=10;Connection Idle Lifetime=3;Connection Pruning Interval=1";

    private static string Program(string name)
    {
        const string Versions = "/usr/lib/postgresql";
        string? found = Directory.Exists(Versions)
            ? Directory.GetDirectories(Versions).Select(version => Path.Combine(version, "bin", name)).Where(File.Exists).Order(StringComparer.Ordinal).LastOrDefault()
            : null;
        return found ?? throw new InvalidOperationException($"PostgreSQL ({name}) is not installed. Debian and Ubuntu: apt-get install postgresql");
    }

    private async Task<bool> AnswersAsync()
    {
        Assert.False(_server is { HasExited: true }, "PostgreSQL ended while it started.");
        try
        {
            await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
            await connection.OpenAsync();
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task RunAsync(params string[] command)
    {
        using Process process = Start(command);
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{string.Join(' ', command)} ended with {process.ExitCode}.");
    }

    private static Process Start(string[] command)
    {
        Process process = Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            // initdb looks at the working directory, which the server's user may not enter.
            WorkingDirectory = "/",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        }) ?? throw new InvalidOperationException($"{command[0]} did not start.");
        // A pipe that nobody empties stops the writer.
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }
}
