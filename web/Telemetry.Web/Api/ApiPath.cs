using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using Telemetry.Web.Addresses;

namespace Telemetry.Web.Api;

/// <summary>Puts a path under <c>/api/v1/</c> together, every part escaped.</summary>
internal sealed class ApiPath(params IEnumerable<string> segments)
{
    private readonly string _path = string.Join('/', segments.Select(Uri.EscapeDataString));
    private readonly QueryBuilder _query = [];

    public ApiPath With(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            _query.Add(name, value);
        }

        return this;
    }

    public ApiPath With(string name, int value) => With(name, value.ToString(CultureInfo.InvariantCulture));

    public ApiPath With(ApiSearch search) =>
        With("query", search.Query).With("from", search.ExactFrom ?? UtcTime.Format(search.Range.From)).With("to", search.ExactTo ?? UtcTime.Format(search.Range.To));

    public override string ToString() => _path + _query;
}
