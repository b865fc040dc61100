using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Telemetry.Web.Addresses;
using Telemetry.Web.Api;
using Telemetry.Web.Components.Shared;
using Telemetry.Web.Ingest;

namespace Telemetry.Web.Components.Pages.Ingest;

/// <summary>What comes in, what becomes of it, and what is in the way.</summary>
public sealed partial class IngestPage
{
    /// <summary>What was done just now.</summary>
    [SupplyParameterFromQuery(Name = "done")]
    public string? Done { get; set; }

    [Inject]
    private QueryApiClient Api { get; set; } = null!;

    [Inject]
    private ProjectDirectory Projects { get; set; } = null!;

    [Inject]
    private Patience Patience { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    private SearchAddress Address { get; set; } = new("/ingest");

    private DateTimeOffset Now { get; set; }

    private UtcRange Range { get; set; }

    private IngestStatus? Status { get; set; }

    private long? LettersTotal => Status?.DeadLetters is { IsCompletedSuccessfully: true } letters ? letters.Result.Value?.Total : null;

    private string? DoneText => Done switch
    {
        "replayed" => "The message is back at the end of the queue. If it is broken, it will be here again in a moment.",
        "dropped" => "The message is gone. The ledger counts its items as given up by an operator.",
        "failed" => "That was not done: somebody may have been faster, or the queue is away. The list shows how things are now.",
        _ => null,
    };

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        Now = Time.GetUtcNow();
        Address = SearchAddress.Parse(Context.Request, Now) with { Query = "", Cursor = null, Open = null };
        Range = Address.Window.Resolve(Now);
        var status = IngestStatus.Start(Api, Projects, Address.Project, Range, Context.RequestAborted);
        await Patience.WaitAsync(status.All);
        Status = status;
    }
}
