using Microsoft.AspNetCore.Routing.Matching;

namespace Telemetry.Server.Listeners;

/// <summary>
/// Leaves only the endpoints of the door that a request came in by. By the connection and not by the Host header, which the client
/// writes (<c>RequireHost</c> was the alternative). An endpoint that names no door belongs to <see cref="Listener.Http"/>.
/// </summary>
internal sealed class ListenerMatcherPolicy : MatcherPolicy, IEndpointSelectorPolicy
{
    public override int Order => -1000;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) => true;

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        Listener? came = httpContext.Features.Get<ListenerFeature>()?.Listener;
        for (int index = 0; index < candidates.Count; index++)
        {
            if (candidates.IsValidCandidate(index) && DoorOf(candidates[index].Endpoint) != came)
            {
                candidates.SetValidity(index, false);
            }
        }

        return Task.CompletedTask;
    }

    private static Listener DoorOf(Endpoint endpoint) => endpoint.Metadata.GetMetadata<ListenerFeature>()?.Listener ?? Listener.Http;
}
