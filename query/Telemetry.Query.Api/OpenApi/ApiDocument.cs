using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Telemetry.Query.Api.Access;

namespace Telemetry.Query.Api.OpenApi;

/// <summary>What the document says beside what the endpoints say of themselves.</summary>
internal sealed class ApiDocument : IOpenApiDocumentTransformer
{
    private const string Description =
        """
        Reads logs, traces and the ingest ledger; decides about issues and keeps releases; keeps saved views; administers ingest keys, API tokens and dead letters.

        **Tokens** have a scope: `read`, `write` (also saves views, changes issues and makes releases) or `admin` (also everything below `/api/v1/admin`), and are for one project or all.

        **Times** are RFC 3339 in UTC with nanoseconds; parameters also take them relative to now (`now-1h`, `-15m`).
        **Errors** are problem documents (RFC 9457). `parameter` names what is wrong; for a query, `position`, `length` and `expected` say where and what would do.
        **Limits**: every query has a time range, a limit, and a cap on memory and time (422 beyond it); only so many run at once (429, with Retry-After).
        **Pages** go on with the opaque cursor in `next`, which is null on the last one.

        **Query language**, the same for logs and traces: `level:error service:billing release:>=1.4.0 attributes.http.route:"/pay" user.id:42 "disk full" -environment:dev (a OR b) has:trace_id duration:>500ms message:*timeout*`.
        Words are matched whole, upper and lower case alike; `"…"` is a phrase; `*` stands for anything; releases compare by version order.
        """;

    /// <inheritdoc />
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo { Title = "Telemetry query API", Version = "v1", Description = Description };
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[ApiAccess.Scheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "An API token." };
        return Task.CompletedTask;
    }
}
