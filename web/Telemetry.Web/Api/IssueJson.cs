using System.Text.Json;
using System.Text.Json.Serialization;
using Telemetry.Query.Contracts;

namespace Telemetry.Web.Api;

/// <summary>How the contract's records of issues, crashes and releases are read and written; see <see cref="ApiJson"/>.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IssueList))]
[JsonSerializable(typeof(IssueDetails))]
[JsonSerializable(typeof(IssueFacts))]
[JsonSerializable(typeof(IssueChanges))]
[JsonSerializable(typeof(CrashPage))]
[JsonSerializable(typeof(CrashItem))]
[JsonSerializable(typeof(CrashGroupingItem))]
[JsonSerializable(typeof(IssueBulkPatch))]
[JsonSerializable(typeof(IssueUndo))]
[JsonSerializable(typeof(IssueMerge))]
[JsonSerializable(typeof(IssueUnmerge))]
[JsonSerializable(typeof(IssueItemList))]
[JsonSerializable(typeof(IssueSplit))]
[JsonSerializable(typeof(IssueGroupList))]
[JsonSerializable(typeof(DiscardedIssueList))]
[JsonSerializable(typeof(EditedIssueList))]
[JsonSerializable(typeof(DeletedIssues))]
[JsonSerializable(typeof(FeedbackList))]
[JsonSerializable(typeof(IssueTimelinePage))]
[JsonSerializable(typeof(NewIssueComment))]
[JsonSerializable(typeof(ReleaseList))]
[JsonSerializable(typeof(ReleaseDetails))]
[JsonSerializable(typeof(DeployList))]
internal sealed partial class IssueJson : JsonSerializerContext;
