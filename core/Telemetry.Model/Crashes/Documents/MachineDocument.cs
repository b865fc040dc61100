using System.Text.Json;

namespace Telemetry.Model.Crashes.Documents;

/// <summary>The machine of the native document.</summary>
internal static class MachineDocument
{
    /// <summary>Reads it.</summary>
    public static CrashEnvironment Read(JsonPart machine) =>
        new()
        {
            OsName = machine.Word("os_name"),
            OsVersion = machine.Word("os_version"),
            RuntimeName = machine.Word("runtime_name"),
            RuntimeVersion = machine.Word("runtime_version"),
            Architecture = machine.Word("architecture"),
            Packaging = machine.Word("packaging"),
            Locale = machine.Word("locale"),
            Encoding = machine.Word("encoding"),
            TimeZone = machine.Word("time_zone"),
            MemoryBytes = machine.Number("memory_bytes", long.MaxValue),
            UsedMemoryBytes = machine.Number("used_memory_bytes", long.MaxValue),
            FreeDiskBytes = machine.Number("free_disk_bytes", long.MaxValue),
            ProcessorCount = machine.Count("processor_count"),
        };

    /// <summary>Writes it.</summary>
    public static void Write(Utf8JsonWriter json, CrashEnvironment machine)
    {
        json.WriteStartObject("machine");
        json.Text("os_name", machine.OsName);
        json.Text("os_version", machine.OsVersion);
        json.Text("runtime_name", machine.RuntimeName);
        json.Text("runtime_version", machine.RuntimeVersion);
        json.Text("architecture", machine.Architecture);
        json.Text("packaging", machine.Packaging);
        json.Text("locale", machine.Locale);
        json.Text("encoding", machine.Encoding);
        json.Text("time_zone", machine.TimeZone);
        json.Number("memory_bytes", machine.MemoryBytes);
        json.Number("used_memory_bytes", machine.UsedMemoryBytes);
        json.Number("free_disk_bytes", machine.FreeDiskBytes);
        json.Number("processor_count", machine.ProcessorCount);
        json.WriteEndObject();
    }
}
