using System.ComponentModel.DataAnnotations;

namespace Telemetry.Web;

/// <summary>Settings of the web pages.</summary>
public sealed class WebOptions
{
    /// <summary>Configuration section.</summary>
    public const string SectionName = "Web";

    /// <summary>
    /// Where the query API is, without <c>/api/v1</c>. Empty: on the very address and port a page's own request came in on, which is right
    /// when the roles <c>web</c> and <c>query</c> share a process, and knows the port even when the system chose it.
    /// </summary>
    public Uri? ApiAddress { get; set; }

    /// <summary>How long a page waits for one answer of the query API.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00", ErrorMessage = "Web:ApiTimeout must lie between one second and five minutes.")]
    public TimeSpan ApiTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a page waits for its answers before it is sent with places kept free for them, which they then fill. Zero: always. Longer: fewer pages flicker, and those
    /// over a slow store show later that something is under way.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:10", ErrorMessage = "Web:Patience must lie between zero and ten seconds.")]
    public TimeSpan Patience { get; set; } = TimeSpan.FromMilliseconds(150);

    /// <summary>Largest answer of the query API that a page accepts, in bytes.</summary>
    [Range(1_000_000, 1_000_000_000, ErrorMessage = "Web:MaxAnswerBytes must lie between 1 MB and 1 GB.")]
    public int MaxAnswerBytes { get; set; } = 64_000_000;

    /// <summary>How long a sign-in lasts without use.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "365.00:00:00", ErrorMessage = "Web:SessionLifetime must lie between five minutes and a year.")]
    public TimeSpan SessionLifetime { get; set; } = TimeSpan.FromDays(14);

    /// <summary>Where applications send OTLP over HTTP; shown in the instructions for a project without data.</summary>
    public string OtlpHttpAddress { get; set; } = "http://localhost:4318";
}
