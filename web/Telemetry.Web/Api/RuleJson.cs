using System.Text.Json;
using System.Text.Json.Serialization;
using Telemetry.Query.Contracts;

namespace Telemetry.Web.Api;

/// <summary>How the contract's records of grouping and ownership rules are read and written; see <see cref="ApiJson"/>.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(GroupingRulesItem))]
[JsonSerializable(typeof(GroupingRulesHistory))]
[JsonSerializable(typeof(NewGroupingRules))]
[JsonSerializable(typeof(GroupingTrial))]
[JsonSerializable(typeof(GroupingPreview))]
[JsonSerializable(typeof(OwnershipRulesItem))]
[JsonSerializable(typeof(OwnershipRulesHistory))]
[JsonSerializable(typeof(NewOwnershipRules))]
[JsonSerializable(typeof(OwnershipQuestion))]
[JsonSerializable(typeof(OwnershipAnswer))]
internal sealed partial class RuleJson : JsonSerializerContext;
