namespace Telemetry.Server.Settings;

/// <summary>A setting, or what it points at, cannot be used. The message is a sentence for the person who set it.</summary>
internal sealed class SettingsException(string message) : Exception(message);
