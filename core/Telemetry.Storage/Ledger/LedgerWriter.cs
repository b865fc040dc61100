using Telemetry.Storage.Native;

namespace Telemetry.Storage.Ledger;

/// <summary>Writes <c>ingest_ledger</c>.</summary>
public sealed class LedgerWriter(NativeInsertClient client) : BlockWriter<LedgerBlock>(client);
