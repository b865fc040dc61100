using Microsoft.AspNetCore.Http;

namespace Telemetry.Web.Display;

/// <summary>Dark or light, as the user chose it; kept in a cookie so that the server draws the first pixel in the right one.</summary>
public static class Theme
{
    /// <summary>The cookie. The browser's script writes it too, so it is not HttpOnly; it holds nothing worth hiding.</summary>
    public const string Cookie = "theme";

    /// <summary><c>dark</c>, <c>light</c>, or null: as the operating system has it.</summary>
    public static string? Of(HttpContext? context) => Checked(context?.Request.Cookies[Cookie]);

    /// <summary>The value, if it is one of the two.</summary>
    public static string? Checked(string? value) => value is "dark" or "light" ? value : null;
}
