using System.Text.Json;
using System.Text.Json.Serialization;
using Telemetry.Query.Contracts;

namespace Telemetry.Web.Api;

/// <summary>How the contract's records of administration, ingest and saved views are read and written.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(IngestKeyList))]
[JsonSerializable(typeof(NewIngestKey))]
[JsonSerializable(typeof(IngestKeyRotation))]
[JsonSerializable(typeof(ApiTokenList))]
[JsonSerializable(typeof(NewApiToken))]
[JsonSerializable(typeof(CreatedApiToken))]
[JsonSerializable(typeof(DeadLetterList))]
[JsonSerializable(typeof(DeadLetterOutcome))]
[JsonSerializable(typeof(IngestLedger))]
[JsonSerializable(typeof(IngestTimeline))]
[JsonSerializable(typeof(ProjectActivity))]
[JsonSerializable(typeof(SavedViewList))]
[JsonSerializable(typeof(NewSavedView))]
internal sealed partial class AdminJson : JsonSerializerContext;
