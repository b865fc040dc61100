using System.Globalization;
using System.Text;
using System.Text.Json;
using Telemetry.Web.Tests.Hosting;

namespace Telemetry.Web.Tests.Issues;

/// <summary>What people wrote about one crash, and files of its program, as Sentry's SDKs send them: also such as want to be more than text and bytes.</summary>
internal static class FeedbackTraffic
{
    /// <summary>Type of the crash.</summary>
    public const string Type = "FeedbackOne";

    /// <summary>Id of the crash.</summary>
    public const string Crash = "feedbacc0000000000000000feedbacc";

    /// <summary>How many wrote about it; an issue's page shows five at once.</summary>
    public const int Count = 12;

    /// <summary>What is about no crash.</summary>
    public const string Loose = "Could it remember where I saved last?";

    /// <summary>A picture of one pixel.</summary>
    public static readonly byte[] Picture = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    /// <summary>Says that it is a picture, and is a page.</summary>
    public static readonly byte[] Page = Encoding.UTF8.GetBytes(HostileTraffic.Script);

    /// <summary>The crash.</summary>
    public static CrashBuilder Builder => new() { Type = Type, Module = "shop.feedback", Id = Crash, Age = TimeSpan.FromDays(2) };

    /// <summary>The envelopes.</summary>
    public static IEnumerable<byte[]> Envelopes =>
    [
        .. Enumerable.Range(1, Count - 1).Select(number => Envelope(Id(number), ("feedback", Feedback(number, Crash, $"It broke, for the {number}. time.", "Ada", "ada@example.com"), ""))),
        Envelope(Id(Count), ("feedback", Feedback(Count, Crash, HostileTraffic.Script + HostileTraffic.Invisible, HostileTraffic.Script, "javascript:alert(1)"), "")),
        Envelope(Id(Count + 1), ("feedback", Feedback(Count + 1, null, Loose, "", ""), "")),
        Envelope(Crash, ("attachment", Picture, ",\"filename\":\"screen.png\",\"content_type\":\"image/png\""), ("attachment", Page, ",\"filename\":\"<img src=x>.html\",\"content_type\":\"image/png\"")),
    ];

    /// <summary>What a native SDK sends of a segfault: functions and libraries, no files. Its issue is called <c>SIGSEGV</c>.</summary>
    public static byte[] Segfault => Envelope(Id(0xdead), ("event", JsonSerializer.SerializeToUtf8Bytes(new
    {
        event_id = Id(0xdead),
        platform = "native",
        level = "fatal",
        release = "2.1.0",
        exception = new
        {
            values = new[]
            {
                new
                {
                    type = "SIGSEGV",
                    value = "Segfault",
                    mechanism = new { type = "signalhandler", handled = false },
                    stacktrace = new
                    {
                        frames = new object[]
                        {
                            new { function = "__libc_start_main", package = "/lib/x86_64-linux-gnu/libc.so.6", instruction_addr = "0x7f00", in_app = false },
                            new { function = "photo::decode_row", package = "/opt/photo/libphoto.so", instruction_addr = "0x7f10", in_app = true },
                        },
                    },
                },
            },
        },
    }), ""));

    private static string Id(int number) => number.ToString("x32", CultureInfo.InvariantCulture);

    private static byte[] Feedback(int number, string? crash, string words, string name, string mail) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        event_id = Id(number),
        timestamp = TimeProvider.System.GetUtcNow().AddDays(-1).AddMinutes(number).ToUnixTimeSeconds(),
        release = "2.1.0",
        contexts = new { feedback = new { message = words, name, contact_email = mail, associated_event_id = crash, url = "https://shop.example.com/cart" } },
    });

    private static byte[] Envelope(string id, params (string Type, byte[] Body, string More)[] items)
    {
        using var envelope = new MemoryStream();
        envelope.Write(Encoding.UTF8.GetBytes($"{{\"event_id\":\"{id}\"}}\n"));
        foreach ((string type, byte[] body, string more) in items)
        {
            envelope.Write(Encoding.UTF8.GetBytes($"{{\"type\":\"{type}\",\"length\":{body.Length}{more}}}\n"));
            envelope.Write(body);
            envelope.WriteByte((byte)'\n');
        }

        return envelope.ToArray();
    }
}
