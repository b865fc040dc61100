using Telemetry.Query.Contracts;

namespace Telemetry.Web.Api;

/// <content>Rules of a project: how crashes are grouped, and whose new issues are.</content>
public sealed partial class QueryApiClient
{
    /// <summary>The grouping rules as they are.</summary>
    public Task<ApiAnswer<GroupingRulesItem>> GetGroupingRulesAsync(string project, CancellationToken cancellationToken) =>
        GetAsync(GroupingRules(project), RuleJson.Default.GroupingRulesItem, cancellationToken);

    /// <summary>The grouping rules as they were, the newest first.</summary>
    public Task<ApiAnswer<GroupingRulesHistory>> ListGroupingRuleRevisionsAsync(string project, CancellationToken cancellationToken) =>
        GetAsync(GroupingRules(project, "revisions"), RuleJson.Default.GroupingRulesHistory, cancellationToken);

    /// <summary>Replaces the grouping rules.</summary>
    public Task<ApiAnswer<GroupingRulesItem>> SetGroupingRulesAsync(string project, NewGroupingRules rules, CancellationToken cancellationToken) =>
        SendBodyAsync(HttpMethod.Put, GroupingRules(project), rules, RuleJson.Default.NewGroupingRules, RuleJson.Default.GroupingRulesItem, cancellationToken);

    /// <summary>What other grouping rules would do.</summary>
    public Task<ApiAnswer<GroupingPreview>> PreviewGroupingRulesAsync(string project, GroupingTrial trial, CancellationToken cancellationToken) =>
        SendBodyAsync(HttpMethod.Post, GroupingRules(project, "preview"), trial, RuleJson.Default.GroupingTrial, RuleJson.Default.GroupingPreview, cancellationToken);

    /// <summary>The ownership rules as they were, the newest first.</summary>
    public Task<ApiAnswer<OwnershipRulesHistory>> ListOwnershipRuleRevisionsAsync(string project, CancellationToken cancellationToken) =>
        GetAsync(new ApiPath("projects", project, "ownership", "revisions"), RuleJson.Default.OwnershipRulesHistory, cancellationToken);

    /// <summary>Replaces the ownership rules.</summary>
    public Task<ApiAnswer<OwnershipRulesItem>> SetOwnershipRulesAsync(string project, NewOwnershipRules rules, CancellationToken cancellationToken) =>
        SendBodyAsync(HttpMethod.Put, new ApiPath("projects", project, "ownership"), rules, RuleJson.Default.NewOwnershipRules, RuleJson.Default.OwnershipRulesItem, cancellationToken);

    /// <summary>Whose a crash would be.</summary>
    public Task<ApiAnswer<OwnershipAnswer>> CheckOwnershipRulesAsync(string project, OwnershipQuestion question, CancellationToken cancellationToken) =>
        SendBodyAsync(HttpMethod.Post, new ApiPath("projects", project, "ownership", "check"), question, RuleJson.Default.OwnershipQuestion, RuleJson.Default.OwnershipAnswer, cancellationToken);

    private static ApiPath GroupingRules(string project, params IEnumerable<string> more) => new(["projects", project, "grouping-rules", .. more]);
}
