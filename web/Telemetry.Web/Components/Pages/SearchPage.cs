using Telemetry.Web.Addresses;
using Telemetry.Web.Api;

namespace Telemetry.Web.Components.Pages;

/// <summary>A page whose address says the project, the query, the time, and the environment and release.</summary>
public abstract class SearchPage : DataPage
{
    /// <summary>What the address says.</summary>
    protected SearchAddress Address { get; private protected set; } = SearchAddress.Logs;

    /// <summary>When the page was asked for: the end of relative ranges.</summary>
    protected DateTimeOffset Now { get; private set; }

    /// <summary>The time range of the address.</summary>
    protected UtcRange Range { get; private set; }

    /// <summary>Reads the address; to be called before anything is asked.</summary>
    /// <param name="path">The page's path as links need it; null for that of the request, which has no escapes left.</param>
    /// <param name="whenAbsent">The range of an address that says none; null for that of logs.</param>
    protected void ReadAddress(string? path = null, RelativeRange? whenAbsent = null)
    {
        Now = Time.GetUtcNow();
        var address = SearchAddress.Parse(Context.Request, Now, whenAbsent);
        Address = path is null ? address : address with { Path = path };
        Range = Address.Window.Resolve(Now);
    }

    /// <summary>Asks about the project of the address, within its environment, release and time.</summary>
    /// <param name="question">The call; ends when the reader goes away.</param>
    /// <param name="query">Another query than that of the address; it has to be within the scope already.</param>
    protected Task<ApiAnswer<T>> AskAsync<T>(Func<ApiSearch, CancellationToken, Task<ApiAnswer<T>>> question, string? query = null)
        where T : class =>
        Projects.FindAsync(Address.Project).ThenAsync(project => question(new ApiSearch(project.Id, query ?? Address.Scope.Apply(Address.Query), Range), Context.RequestAborted));
}
