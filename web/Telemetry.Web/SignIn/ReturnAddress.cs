namespace Telemetry.Web.SignIn;

/// <summary>Where to go after signing in: only ever a path of this site, so that a crafted link cannot send people elsewhere.</summary>
internal static class ReturnAddress
{
    public const string Default = "/";

    // "//host" and "/\host" are addresses of other hosts to a browser; control characters are dropped by it, so "/\t/host" is one too.
    public static string Checked(string? address) =>
        address is ['/', ..] and not ['/', '/' or '\\', ..] && !address.Any(char.IsControl) ? address : Default;
}
