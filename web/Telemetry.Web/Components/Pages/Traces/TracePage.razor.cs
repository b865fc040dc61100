using Microsoft.AspNetCore.Components;
using Telemetry.Query.Contracts;
using Telemetry.Web.Addresses;
using Telemetry.Web.Api;
using Telemetry.Web.Traces;

namespace Telemetry.Web.Components.Pages.Traces;

/// <summary>One trace as a waterfall, and the span the address names.</summary>
public sealed partial class TracePage
{
    private const int LogsBesideSpan = 20;

    private string? _project;
    private TraceLayout? _layout;

    /// <summary>From the address.</summary>
    [Parameter]
    public string TraceId { get; set; } = "";

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private TraceLayouts Layouts { get; set; } = null!;

    private TraceAddress Address { get; set; } = new("");

    private Task<ApiAnswer<TraceDetail>>? Answer { get; set; }

    private Task<ApiAnswer<LogPage>>? Logs { get; set; }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        Address = TraceAddress.Parse(TraceId, Context.Request);
        var answer = Projects.FindAsync(Address.Project).ThenAsync(project => Api.GetTraceAsync(_project = project.Id, TraceId, Context.RequestAborted));
        var logs = Address.Span is { } span ? answer.ThenAsync(trace => SearchLogsAsync(trace, span)) : null;
        await Patience.WaitAsync(logs is null ? [answer] : [answer, logs]);
        if (answer is { IsCompletedSuccessfully: true, Result.Failure.Kind: ApiFailureKind.NotFound } && !Context.Response.HasStarted)
        {
            Context.AnswerNotFound<TraceNotFoundPage>(Navigation);
            return;
        }

        (Answer, Logs) = (answer, logs);
    }

    // Once, however often the page is drawn. Kept for the rows to come, when there will be any.
    private TraceLayout LayOut(TraceDetail trace)
    {
        if (_layout is null)
        {
            _layout = TraceLayout.Of(trace, Address.Find);
            if (_layout.Chart.Rows.Count > WaterfallWindow.RowsPerPage && !Address.IsFlame && _project is { } project)
            {
                Layouts.Keep(TraceRowEndpoints.KeyOf(Context, project, Address), _layout.WithoutDetails());
            }
        }

        return _layout;
    }

    private Task<ApiAnswer<LogPage>> SearchLogsAsync(TraceDetail trace, string spanId)
    {
        var first = trace.Spans.MinBy(span => span.OffsetNanoseconds);
        var duration = trace.Spans.Select(span => span.OffsetNanoseconds + span.DurationNanoseconds).DefaultIfEmpty().Max();
        var search = TraceLogs.Search(Address, first?.Start ?? "", duration, spanId);
        return Projects.FindAsync(Address.Project).ThenAsync(project =>
            Api.SearchLogsAsync(new ApiSearch(project.Id, search.Query, search.Window.Resolve(Time.GetUtcNow())), LogsBesideSpan, null, Context.RequestAborted));
    }
}
