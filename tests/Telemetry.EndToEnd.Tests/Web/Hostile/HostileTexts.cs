namespace Telemetry.EndToEnd.Tests.Web.Hostile;

/// <summary>What an application, or whoever can make it log, or a colleague, may put into any field.</summary>
internal static class HostileTexts
{
    /// <summary>The name of the variable in the page that every script among them would set.</summary>
    public const string Marker = "owned";

    /// <summary>Short enough for a name that people type.</summary>
    public const string Script = "<script>owned=1</script><img src=x onerror=owned=2>\"'><svg onload=owned=3>";

    /// <summary>By what they try. None has a character that the API refuses in a name, except those in <see cref="ForTelemetry"/> alone.</summary>
    public static IReadOnlyDictionary<string, string> ForNames { get; } = new Dictionary<string, string>
    {
        ["script"] = Script,
        ["address"] = "javascript:owned=4//",
        ["template"] = "{{owned=5}} ${owned=6} `owned=7` %3Cscript%3Eowned=8 &lt;b&gt; </textarea></title></style>",
        ["bidi"] = "user=\u202egnp.exe\u202c \u2066\u2067gpj\u2069 مرحبا",
        ["zero"] = "pay\u200bment\u2060s\ufeff co\u00adop",
        ["emoji"] = "family 👩‍👩‍👧 done 🎉 e\u0301\u0301\u0301\u0301",
        ["wide"] = new string('W', 100),
    };

    /// <summary>The same, and what only programs can send.</summary>
    public static IReadOnlyDictionary<string, string> ForTelemetry { get; } = new Dictionary<string, string>(ForNames)
    {
        ["ansi"] = "\u001b[31mred\u001b[0m bell\u0007 c1\u009b31m \u001b]8;;javascript:owned=9\u0007link\u001b]8;;\u0007",
        ["nul"] = "before\0after\rover\bback",
        ["lines"] = "one\r\n\t\ttwo\u2028three\u2029four\vfive\fsix",
        ["long"] = new string('x', 1_000_000),
        ["long words"] = string.Concat(Enumerable.Repeat("<b>wide</b> ", 85_000)),
    };
}
