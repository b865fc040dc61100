using Telemetry.Web.Tests.Hosting;

namespace Telemetry.Web.Tests.Issues;

/// <summary>Crashes of a shop in three releases. Each type is an issue; tests that change one have one of their own.</summary>
internal static class CrashTraffic
{
    /// <summary>The one that begins in 2.1.0, on Windows.</summary>
    public const string Windows = "PriceError";

    /// <summary>Everything a client can write is hostile in it.</summary>
    public const string Hostile = "HostileError";

    /// <summary>For tests that change something.</summary>
    public static readonly string[] Triage = ["TriageOne", "TriageTwo", "ScriptlessOne", "PageOne", "CommentOne", "MergeOne", "MergeTwo", "LifeOne", "LifeTwo", "LifeThree", "LifeFour", "LifeFive", "LifeSix", "KeysOne", "KeysThree", "KeysFour"];

    /// <summary>Sent last: when it is there, all are.</summary>
    public const string Last = "shop.last.LastError";

    public static IEnumerable<CrashBuilder> All =>
    [
        .. Enumerable.Range(0, 12).Select(number => new CrashBuilder { Type = Windows, System = "Windows", User = $"w{number}", Age = TimeSpan.FromHours(1 + number), TraceId = ShopTraffic.Checkout }),
        .. Enumerable.Range(0, 20).Select(number => new CrashBuilder { Type = "TimeoutError", Module = "shop.net", Function = "send", Value = $"no answer from host {number}", System = "Linux", User = $"l{number}", Release = number < 10 ? "2.1.0" : "2.0.9", Age = TimeSpan.FromHours(number + 1), Distributions = new Dictionary<string, string> { ["pillow"] = number < 10 ? "11.0.0" : "10.4.0" } }),
        .. Triage.Select(type => new CrashBuilder { Type = type, Module = $"shop.{type.ToLowerInvariant()}", Level = type.EndsWith("Two", StringComparison.Ordinal) ? "fatal" : "error", Age = TimeSpan.FromDays(2) }),
        new CrashBuilder
        {
            Type = Hostile,
            Value = HostileTraffic.Script + HostileTraffic.Invisible,
            Module = "shop." + HostileTraffic.Script,
            Function = HostileTraffic.Script,
            Release = "<b>9.9.9</b>",
            Environment = HostileTraffic.Script,
            User = HostileTraffic.Script,
            System = HostileTraffic.Script,
            Tags = new Dictionary<string, string> { [HostileTraffic.Script] = HostileTraffic.Script, ["javascript:alert(1)"] = "javascript:alert(1)" },
            Age = TimeSpan.FromDays(3),
        },
        new CrashBuilder { Type = "RuleOne", Module = "shop.rules", Function = "one", Age = TimeSpan.FromDays(1) },
        new CrashBuilder { Type = "RuleTwo", Module = "shop.rules", Function = "two", Age = TimeSpan.FromDays(1), Release = "2.1.0" },
        new CrashBuilder { Type = "RuleTwo", Module = "shop.rules", Function = "two", Age = TimeSpan.FromDays(1), Release = "2.0.9" },
        FeedbackTraffic.Builder,
        new CrashBuilder { Type = "LastError", Module = "shop.last", Age = TimeSpan.FromDays(4), Release = "2.0.8" },
    ];
}
