namespace Telemetry.Control;

/// <summary>The control database cannot be asked now. The message is a sentence without secrets; the cause, where there is one, is the inner exception.</summary>
public sealed class ControlUnavailableException(string message, Exception? innerException) : Exception(message, innerException);
