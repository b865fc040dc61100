using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Telemetry.Testing.Broker;

/// <summary>Where a private node lives: its directory, ports and environment, and as whom it runs.</summary>
internal sealed class BrokerInstallation
{
    private readonly string _directory = Path.Combine(Path.GetTempPath(), $"telemetry-broker-{Guid.NewGuid():N}");
    private readonly int _port = FreePort();
    private readonly Dictionary<string, string> _environment;
    private bool _isPrepared;

    public BrokerInstallation()
    {
        string loopback = "-kernel inet_dist_use_interface {127,0,0,1}";
        _environment = new Dictionary<string, string>
        {
            ["HOME"] = _directory, // its own .erlang.cookie
            ["ERL_EPMD_PORT"] = FreePort().ToString(CultureInfo.InvariantCulture), // the usual epmd belongs to the system's node
            ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
            ["RABBITMQ_NODENAME"] = $"telemetry{Environment.ProcessId}@localhost",
            ["RABBITMQ_DIST_PORT"] = FreePort().ToString(CultureInfo.InvariantCulture),
            ["RABBITMQ_CONF_ENV_FILE"] = InDirectory("none"), // not the system's
            ["RABBITMQ_CONFIG_FILE"] = InDirectory("rabbitmq.conf"),
            ["RABBITMQ_ADVANCED_CONFIG_FILE"] = InDirectory("advanced.config"),
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = InDirectory("enabled_plugins"),
            ["RABBITMQ_GENERATED_CONFIG_DIR"] = InDirectory("generated"),
            ["RABBITMQ_MNESIA_BASE"] = InDirectory("data"),
            ["RABBITMQ_LOG_BASE"] = LogDirectory,
            ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = loopback,
            ["RABBITMQ_CTL_ERL_ARGS"] = loopback,
        };
    }

    public Uri Uri => new($"amqp://guest:guest@127.0.0.1:{_port}/");

    public string LogDirectory => InDirectory("log");

    /// <summary>epmd, the log file, then the command of the node.</summary>
    public IEnumerable<string> NodeCommand => [Find("epmd"), Path.Combine(LogDirectory, "node"), .. AsBrokerUser, Program("rabbitmq-server")];

    private static bool IsRoot => Environment.UserName == "root";

    // The package's user: root's node would leave files that nobody else may read, and Erlang as root is no test of the real thing.
    private static string[] AsBrokerUser => IsRoot ? ["setpriv", "--reuid=rabbitmq", "--regid=rabbitmq", "--clear-groups"] : [];

    /// <summary>Makes the directory and the settings, once.</summary>
    public async Task PrepareAsync()
    {
        if (_isPrepared)
        {
            return;
        }

        _isPrepared = true;
        Directory.CreateDirectory(LogDirectory);
        await File.WriteAllTextAsync(InDirectory("enabled_plugins"), "[].");
        await File.WriteAllTextAsync(InDirectory("rabbitmq.conf"), $"""
            listeners.tcp.1 = 127.0.0.1:{_port}
            log.console = false
            log.file.level = warning
            vm_memory_high_watermark.relative = 0.2
            disk_free_limit.absolute = 500MB

            """);
        if (IsRoot)
        {
            await RunAsync("chown", "-R", "rabbitmq", _directory);
        }
    }

    public ProcessStartInfo NewStartInfo(string program, IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new(program, arguments) { WorkingDirectory = _directory };
        foreach ((string name, string value) in _environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    public Task<string> RunCtlAsync(string[] arguments)
    {
        string[] command = [.. AsBrokerUser, Program("rabbitmqctl"), .. arguments];
        return RunAsync(command);
    }

    public void Delete()
    {
        if (_isPrepared)
        {
            Directory.Delete(_directory, recursive: true);
        }
    }

    private async Task<string> RunAsync(params string[] command)
    {
        ProcessStartInfo start = NewStartInfo(command[0], command[1..]);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{command[0]} did not start.");
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{string.Join(' ', command)} ended with {process.ExitCode}: {output}{await error}");
    }

    private string InDirectory(string name) => Path.Combine(_directory, name);

    /// <summary>The program itself, not the wrapper in /usr/sbin, which changes to the system's user and directory.</summary>
    private static string Program(string name)
    {
        const string Versions = "/usr/lib/rabbitmq/lib";
        string? found = Directory.Exists(Versions)
            ? Directory.GetDirectories(Versions).Select(version => Path.Combine(version, "sbin", name)).Where(File.Exists).Order(StringComparer.Ordinal).LastOrDefault()
            : null;
        return found ?? throw new InvalidOperationException($"RabbitMQ ({name}) is not installed. Debian and Ubuntu: apt-get install rabbitmq-server");
    }

    private static string Find(string program) =>
        new[] { "/usr/bin", "/usr/local/bin" }.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException($"{program} is not installed; it comes with rabbitmq-server.");

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
