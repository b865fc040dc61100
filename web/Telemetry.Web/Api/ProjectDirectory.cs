using Microsoft.AspNetCore.Http;
using Telemetry.Query.Contracts;

namespace Telemetry.Web.Api;

/// <summary>The projects of the user, asked for once per request.</summary>
internal sealed class ProjectDirectory(QueryApiClient api, IHttpContextAccessor accessor)
{
    private Task<ApiAnswer<ProjectList>>? _list;

    /// <summary>All of them.</summary>
    public Task<ApiAnswer<ProjectList>> ListAsync() => _list ??= api.GetProjectsAsync(accessor.HttpContext?.RequestAborted ?? CancellationToken.None);

    /// <summary>The project an address means: the one named, or the first.</summary>
    public async Task<ApiAnswer<ProjectItem>> FindAsync(string? id)
    {
        var answer = await ListAsync();
        if (answer.Failure is { } failure)
        {
            return failure;
        }

        var items = answer.Value?.Items ?? [];
        var project = id is null ? items.FirstOrDefault() : items.FirstOrDefault(item => item.Id == id);
        return project is null ? new ApiFailure(ApiFailureKind.NotFound, Missing(id)) : project;
    }

    private static string Missing(string? id) =>
        id is null ? "There is no project yet that you may see." : "There is no such project, or you may not see it. The address may be from another installation.";
}
