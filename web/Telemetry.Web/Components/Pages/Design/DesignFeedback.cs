using Telemetry.Query.Contracts;

namespace Telemetry.Web.Components.Pages.Design;

/// <summary>Made-up words of people and files of programs, also such as nobody should believe.</summary>
internal static class DesignFeedback
{
    public static readonly FeedbackList List = new(
        [
            Item("0192f0c1d2e34f5a8b9c0d1e2f3a4b5c", "Ada", "ada@example.com", "It stopped when I saved the holiday pictures.\nThe second time it worked.", "https://photo.example.com/albums/7"),
            Item("", "", "", "Could the export remember where I saved last?", ""),
            Item("", "<b>Mallory</b>", "javascript:alert(1)", "Click <a href=//evil.example.com>here</a> \u202egnp.exe", "javascript:alert(1)"),
        ],
        "more");

    public static readonly IReadOnlyList<AttachmentItem> Attachments =
    [
        new("0a", "crash.dmp", "application/octet-stream", "event.minidump", 734_003, Time),
        new("0b", "screenshot.png", "image/png", "event.attachment", 48_233, Time),
        new("0c", "", "", "event.attachment", 12, Time),
        new("0d", "a name that is much longer than anybody would give a file, and still has to find its place on a narrow screen.config.json", "application/json", "event.attachment", 2_100, Time),
    ];

    private const string Time = "2026-11-25T02:41:01.000000000Z";

    private static FeedbackItem Item(string crash, string name, string mail, string words, string url) =>
        new("0192f0c1d2e34f5a8b9c0d1e2f3a4bff", crash, Time, name, mail, words, url, "2.1.1", "production");
}
