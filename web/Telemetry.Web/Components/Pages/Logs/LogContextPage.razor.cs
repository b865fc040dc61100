using Telemetry.Web.Addresses;
using Telemetry.Web.Api;
using Telemetry.Web.Logs;

namespace Telemetry.Web.Components.Pages.Logs;

/// <summary>What the same process logged around one record, which the address names as the opened one.</summary>
public sealed partial class LogContextPage
{
    private static readonly TimeSpan Near = TimeSpan.FromMinutes(15);

    private LogTable Table { get; set; } = LogTable.Default;

    private LogContext? Found { get; set; }

    private ApiFailure? Failure { get; set; }

    private string AllOfInstance => Found is { Item: var item } && UtcTime.TryParse(item.Timestamp) is { } time
        ? (SearchAddress.Logs with { Project = Address.Project, Query = LogInstance.Query(item), Window = TimeWindow.Between(time - Near, time + Near) }).ToString()
        : SearchAddress.Logs.ToString();

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        ReadAddress();
        Table = LogTable.Resolve(Context, Address.View);
        var answer = await ReadAsync();
        (Found, Failure) = (answer.Value, answer.Failure);
    }

    private Task<ApiAnswer<LogContext>> ReadAsync() => Projects.FindAsync(Address.Project).ThenAsync(project =>
        RawRecordEndpoint.FindRecordAsync(Address.Open, project.Id, Api, Projects, Context.RequestAborted)
            .ThenAsync(item => new LogContextReader(Api, project.Id, item, Context.RequestAborted).ReadAsync()));
}
