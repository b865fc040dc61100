using Microsoft.AspNetCore.Components;
using Telemetry.Web.Ingest;

namespace Telemetry.Web.Components.Pages.Ingest;

/// <summary>What comes in, what becomes of it, and what is in the way.</summary>
public sealed partial class IngestPage
{
    /// <summary>What was done just now.</summary>
    [SupplyParameterFromQuery(Name = "done")]
    public string? Done { get; set; }

    /// <summary>Id of the dead letter whose content is shown.</summary>
    [SupplyParameterFromQuery(Name = "letter")]
    public string? Letter { get; set; }

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
        ReadAddress();
        Address = Address with { Query = "", Cursor = null, Open = null };
        var status = IngestStatus.Start(Api, Projects, Address.Project, Range, Letter, Context.RequestAborted);
        await Patience.WaitAsync(status.All);
        Status = status;
    }
}
