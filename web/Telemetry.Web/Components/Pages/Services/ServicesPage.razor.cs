using Telemetry.Query.Contracts;
using Telemetry.Web.Api;

namespace Telemetry.Web.Components.Pages.Services;

/// <summary>All services of a project with what they did in a range.</summary>
public sealed partial class ServicesPage
{
    private const int Points = 40;

    private Task<ApiAnswer<ServiceList>>? Answer { get; set; }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        ReadAddress();
        var answer = AskAsync((search, token) => Api.GetServicesAsync(search, Points, token));
        await Patience.WaitAsync(answer);
        Answer = answer;
    }
}
