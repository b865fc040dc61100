using System.Globalization;
using System.Text.Json;

namespace Telemetry.Web.Tests.Issues;

/// <summary>A crash in our own format (docs/crash-format.md).</summary>
public sealed record CrashBuilder
{
    private static int _last;

    public string Type { get; init; } = "KeyError";

    public string Value { get; init; } = "'price'";

    public string Module { get; init; } = "shop.cart";

    public string Function { get; init; } = "total";

    public string Release { get; init; } = "2.1.0";

    public string Environment { get; init; } = "production";

    public string System { get; init; } = "Linux";

    public string User { get; init; } = "u1";

    public string Level { get; init; } = "error";

    public string? TraceId { get; init; }

    /// <summary>False for a program that carries no sources.</summary>
    public bool HasSource { get; init; } = true;

    public IReadOnlyDictionary<string, string> Distributions { get; init; } = new Dictionary<string, string> { ["pillow"] = "11.0.0" };

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string> { ["channel"] = "beta" };

    /// <summary>How long ago.</summary>
    public TimeSpan Age { get; init; } = TimeSpan.FromMinutes(30);

    public string Id { get; init; } = Interlocked.Increment(ref _last).ToString("x32", CultureInfo.InvariantCulture);

    /// <summary>When it happened.</summary>
    public string UnixNanoseconds => ((TimeProvider.System.GetUtcNow() - Age).ToUnixTimeMilliseconds() * 1_000_000).ToString(CultureInfo.InvariantCulture);

    /// <summary>The document.</summary>
    public string ToJson() => JsonSerializer.Serialize(new
    {
        version = 1,
        id = Id,
        level = Level,
        release = Release,
        environment = Environment,
        service = "shop",
        user_id = User,
        trace_id = TraceId,
        sdk = new { name = "tests", version = "1" },
        exceptions = new object[]
        {
            new
            {
                id = 0,
                module = Module,
                type = Type,
                value = Value,
                handled = false,
                mechanism = "excepthook",
                stack = new
                {
                    frames = new object[]
                    {
                        new { module = "runpy", function = "_run_code", file = "runpy.py", line = 88 },
                        new { module = "shop.__main__", function = "main", file = "shop/__main__.py", line = 7, source = HasSource ? "    run(sys.argv)" : null },
                        new
                        {
                            module = Module,
                            function = Function,
                            file = "shop/cart.py",
                            line = 41,
                            column = 15,
                            end_line = 41,
                            end_column = 28,
                            before = HasSource ? new[] { "def total(items):", "    prices = load()" } : null,
                            source = HasSource ? "    return sum(item['price'] for item in items)" : null,
                            after = HasSource ? new[] { "" } : null,
                            locals = new Dictionary<string, string> { ["items"] = "[{'name': 'tea'}]", [Value] = Value },
                        },
                    },
                },
            },
        },
        breadcrumbs = new object[] { new { time = TimeProvider.System.GetUtcNow() - Age - TimeSpan.FromSeconds(3), category = "shop.load", level = "warning", message = $"prices are old {Value}" } },
        tags = Tags,
        machine = new { os_name = System, os_version = "10", runtime_name = "CPython", runtime_version = "3.12.1" },
        distributions = Distributions,
    });
}
