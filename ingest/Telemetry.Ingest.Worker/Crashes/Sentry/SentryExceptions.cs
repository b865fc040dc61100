using System.Text.Json;
using Telemetry.Model.Crashes;
using Telemetry.Model.Crashes.Documents;

namespace Telemetry.Ingest.Worker.Crashes.Sentry;

/// <summary>
/// Sentry's list of exceptions. It goes from the first cause to the one that ended it all; ours the other way round. SDKs from 2.0 on number
/// the exceptions of a group and name the parents; before that the order is all there is, and a group came without what is in it.
/// </summary>
internal static class SentryExceptions
{
    /// <summary>Reads them; links are mended.</summary>
    public static IReadOnlyList<CrashException> Read(JsonPart report, CrashBudget budget)
    {
        IReadOnlyList<JsonPart> items = [.. SentryLists.Of(report, "exception").Where(item => item.IsObject).Reverse()];
        if (items.Count > CrashLimits.Exceptions)
        {
            budget.Problems.Add("exception", $"{items.Count} exceptions, the last {CrashLimits.Exceptions} kept");
        }

        bool isNumbered = items.Count > 1 && items.All(item => IsNumbered(item.Part("mechanism").Element));
        return ExceptionTree.Mend(
            [.. items.Take(CrashLimits.Exceptions).Select((item, index) => ReadOne(item, index, isNumbered, budget))],
            budget.Problems);
    }

    private static bool IsNumbered(JsonElement mechanism) =>
        mechanism.ValueKind == JsonValueKind.Object
        && mechanism.TryGetProperty("exception_id", out JsonElement id)
        && id.ValueKind == JsonValueKind.Number;

    private static CrashException ReadOne(JsonPart item, int index, bool isNumbered, CrashBudget budget)
    {
        JsonPart mechanism = item.Part("mechanism");
        string? type = item.Word("type");
        return new CrashException
        {
            Id = isNumbered ? mechanism.Count("exception_id") ?? index : index,
            ParentId = isNumbered ? mechanism.Count("parent_id") : index == 0 ? null : index - 1,
            Source = isNumbered ? mechanism.Word("source") : null,
            Module = item.Word("module"),
            Type = type,
            Value = item.Text("value", CrashLimits.Message),
            Mechanism = mechanism.Word("type"),
            Handled = mechanism.Flag("handled"),
            IsGroup = mechanism.Flag("is_exception_group") ?? type is "ExceptionGroup" or "BaseExceptionGroup",
            Stack = SentryStacks.Read(item.Part("stacktrace"), budget),
        };
    }
}
