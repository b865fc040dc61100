using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.DataProtection;

namespace Telemetry.Web.Issues;

/// <summary>What became of a button that was pressed, told on the page that comes after it.</summary>
/// <param name="Text">A sentence.</param>
/// <param name="IsFailure">Whether nothing was done.</param>
/// <param name="Changes">Ids of changes that can be taken back; empty: none.</param>
public sealed record Outcome(string Text, bool IsFailure, IReadOnlyList<string> Changes)
{
    /// <summary>A way back that is no undo of changes; null: none.</summary>
    public OutcomeBack? Back { get; init; }

    /// <summary>Something was done.</summary>
    public static Outcome Done(string text, params IReadOnlyList<string> changes) => new(text, false, changes);

    /// <summary>Nothing was.</summary>
    public static Outcome Failed(string text) => new(text, true, []);
}

/// <summary>A button that takes back what was done.</summary>
/// <param name="Label">On it.</param>
/// <param name="Action">Path of the form.</param>
/// <param name="Fields">Names and values of its hidden fields, in pairs.</param>
public sealed record OutcomeBack(string Label, string Action, IReadOnlyList<IReadOnlyList<string>> Fields);

/// <summary>
/// Carries an outcome in the address of the page that shows it. Encrypted and signed, so that no link can put words into the page's mouth (docs/adr/0130), and
/// gone after some minutes, so that a bookmark tells nothing old.
/// </summary>
internal sealed class OutcomeCarrier(IDataProtectionProvider protection)
{
    /// <summary>Name of the part of the address.</summary>
    public const string Parameter = "outcome";

    private const int MaxLength = 20_000;
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("Telemetry.Web.Outcome").ToTimeLimitedDataProtector();

    /// <summary>The address, telling the outcome.</summary>
    /// <param name="address">Path and query; what it told before is replaced.</param>
    /// <param name="outcome">What to tell.</param>
    public string AddTo(string address, Outcome outcome)
    {
        string text = _protector.Protect(JsonSerializer.Serialize(outcome, OutcomeJson.Default.Outcome), Life);
        string clean = Without(address);
        return $"{clean}{(clean.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{Parameter}={text}";
    }

    /// <summary>The outcome of an address; null when it tells none, or not any more.</summary>
    public Outcome? Read(string? text)
    {
        if (string.IsNullOrEmpty(text) || text.Length > MaxLength)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(_protector.Unprotect(text), OutcomeJson.Default.Outcome);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static string Without(string address)
    {
        int query = address.IndexOf('?', StringComparison.Ordinal);
        if (query < 0)
        {
            return address;
        }

        string kept = string.Join('&', address[(query + 1)..].Split('&').Where(part => part.Length > 0 && !part.StartsWith(Parameter + "=", StringComparison.Ordinal)));
        return kept.Length > 0 ? $"{address[..query]}?{kept}" : address[..query];
    }
}

/// <summary>Generated reader and writer.</summary>
[JsonSerializable(typeof(Outcome))]
internal sealed partial class OutcomeJson : JsonSerializerContext;
