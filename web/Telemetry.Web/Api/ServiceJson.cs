using System.Text.Json;
using System.Text.Json.Serialization;
using Telemetry.Query.Contracts;

namespace Telemetry.Web.Api;

/// <summary>How the answers about services are read; see <see cref="ApiJson"/>.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ServiceList))]
[JsonSerializable(typeof(RequestTimeline))]
[JsonSerializable(typeof(OperationList))]
[JsonSerializable(typeof(DependencyList))]
[JsonSerializable(typeof(TraceScatter))]
internal sealed partial class ServiceJson : JsonSerializerContext;
