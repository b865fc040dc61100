using System.Text.Json;
using System.Text.Json.Serialization;
using Telemetry.Query.Contracts;

namespace Telemetry.Web.Api;

/// <summary>How the contract's records are read: generated, so the first page after a start is not the slow one.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ProjectList))]
[JsonSerializable(typeof(LogPage))]
[JsonSerializable(typeof(LogHistogram))]
[JsonSerializable(typeof(LogCount))]
[JsonSerializable(typeof(LogItem))]
[JsonSerializable(typeof(TailDropped))]
[JsonSerializable(typeof(FacetList))]
[JsonSerializable(typeof(FieldNameList))]
[JsonSerializable(typeof(FieldValueList))]
[JsonSerializable(typeof(TracePage))]
[JsonSerializable(typeof(TraceDetail))]
[JsonSerializable(typeof(LogPatternList))]
[JsonSerializable(typeof(ApiProblem))]
[JsonSerializable(typeof(string))]
internal sealed partial class ApiJson : JsonSerializerContext;
