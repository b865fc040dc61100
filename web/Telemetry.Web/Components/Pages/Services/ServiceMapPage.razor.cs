using Telemetry.Query.Contracts;
using Telemetry.Web.Api;

namespace Telemetry.Web.Components.Pages.Services;

/// <summary>Who calls whom in a project.</summary>
public sealed partial class ServiceMapPage
{
    private Task<ApiAnswer<DependencyList>>? Answer { get; set; }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        ReadAddress();
        var answer = AskAsync(Api.GetDependenciesAsync);
        await Patience.WaitAsync(answer);
        Answer = answer;
    }
}
