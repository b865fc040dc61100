using OpenTelemetry.Proto.Resource.V1;
using Telemetry.Testing.Otlp;

namespace Telemetry.Demo.Shop;

/// <summary>One program of the believable shop: a desktop till that was shipped to branches, and the services behind it.</summary>
/// <param name="Name">Service name.</param>
/// <param name="Releases">Versions in the field; the last one is the newest and the rarest.</param>
/// <param name="Scope">Its logger.</param>
internal sealed record ShopService(string Name, string[] Releases, string Scope)
{
    public static ShopService Till { get; } = new("shop-till", ["2.3.0", "2.3.1", "2.4.0rc1"], "till.ui");

    public static ShopService Api { get; } = new("shop-api", ["1.8.3", "1.9.0"], "shop.api");

    public static ShopService Payments { get; } = new("payments", ["0.14.2"], "payments.gateway");

    public static ShopService Accounts { get; } = new("accounts", ["3.2.0", "3.2.1"], "accounts.sessions");

    public static ShopService Stock { get; } = new("stock-worker", ["5.1.0", "5.1.1"], "stock.sync");

    /// <summary>The resource of one running copy.</summary>
    public Resource Instance(Random random)
    {
        string release = Releases[Math.Min(random.Next(Releases.Length), random.Next(Releases.Length))];
        Resource resource = new();
        resource.Attributes.Add("service.name", Name);
        resource.Attributes.Add("service.version", release);
        resource.Attributes.Add("service.instance.id", $"{Name}-{random.Next(1, 6)}");
        resource.Attributes.Add("deployment.environment.name", random.Next(10) == 0 ? "staging" : "production");
        resource.Attributes.Add("telemetry.sdk.language", "python");
        resource.Attributes.Add("process.runtime.version", random.Next(3) == 0 ? "3.11.9" : "3.13.1");
        resource.Attributes.Add("os.type", this == Till ? "windows" : "linux");
        return resource;
    }
}
