using Microsoft.AspNetCore.Http.Extensions;

namespace Telemetry.Web.Logs;

/// <summary>The address of one record as JSON, whole, however large.</summary>
internal static class RawRecordAddress
{
    public const string Path = "/logs/record.json";

    public static string Of(string? project, string recordKey)
    {
        QueryBuilder query = [];
        if (project is not null)
        {
            query.Add("project", project);
        }

        query.Add("key", recordKey);
        return Path + query;
    }
}
