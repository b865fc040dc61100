using System.Net;
using System.Text.Json;
using Telemetry.Query.Contracts;
using Telemetry.Testing.Rows;
using Xunit;

namespace Telemetry.Query.Api.Tests.Parameters;

public sealed class JsonBodyTests(SharedDatabase database) : IClassFixture<SharedDatabase>
{
    private const string Ownership = "/api/v1/projects/1/ownership";
    private const string Grouping = "/api/v1/projects/1/grouping-rules";

    [Theory]
    [InlineData(Ownership, "{\"rules\":\"path:b bob@example.com\"}", "body", "There is no 'rules' in what this call takes: text, ifRevision.")]
    [InlineData(Ownership, "{\"text\":\"\",\"extra\":{\"a\":1}}", "body", "There is no 'extra' in what this call takes: text, ifRevision.")]
    [InlineData(Ownership, "{\"text\":5}", "body", "The body is not the JSON that this call takes; the mistake is at $.text.")]
    [InlineData(Ownership, "{}", "text", "'text' is missing. Send an empty one to have no rules.")]
    [InlineData(Grouping, "{\"fingerprintRules\":\"type:A -> a\"}", "body", "There is no 'fingerprintRules' in what this call takes: fingerprint, stack, ifRevision.")]
    [InlineData(Grouping, "{\"ifRevision\":1}", "body", "'fingerprint' and 'stack' are missing. Send empty ones to have no rules.")]
    public async Task Put_WhatTheCallDoesNotKnow_IsRefusedAndReplacesNothing(string path, string body, string parameter, string detail)
    {
        await using QueryApiHost host = await QueryApiHost.StartAsync(database.Endpoint);
        await host.SendAsync<OwnershipRulesItem>(HttpMethod.Put, Ownership, new NewOwnershipRules("path:a ada@example.com"), host.Token);
        await host.SendAsync<GroupingRulesItem>(HttpMethod.Put, Grouping, new NewGroupingRules("type:A -> a", null, null), host.Token);

        using HttpResponseMessage answer = await host.SendAsync(HttpMethod.Put, path, JsonDocument.Parse(body).RootElement, host.Token);

        JsonElement problem = await QueryApiHost.ReadProblemAsync(answer, HttpStatusCode.BadRequest);
        Assert.Equal((parameter, detail), (problem.GetProperty("parameter").GetString()!, problem.GetProperty("detail").GetString()!));
        Assert.Equal("path:a ada@example.com", (await host.GetAsync<OwnershipRulesItem>(Ownership)).Text);
        Assert.Equal("type:A -> a", (await host.GetAsync<GroupingRulesItem>(Grouping)).Fingerprint);
    }
}
