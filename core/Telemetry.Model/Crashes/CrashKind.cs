namespace Telemetry.Model.Crashes;

/// <summary>What the program died of, or what was reported instead. The numbers are stored: never reuse one.</summary>
public enum CrashKind : byte
{
    /// <summary>A Python exception, handled or not.</summary>
    Exception = 1,

    /// <summary>Only a message: nothing was raised.</summary>
    Message = 2,

    /// <summary>A signal or a fatal error of the interpreter: a segmentation fault, an abort.</summary>
    Native = 3,

    /// <summary>The machine, or the container, had no memory left.</summary>
    OutOfMemory = 4,

    /// <summary>The program stopped answering.</summary>
    Hang = 5,

    /// <summary>It vanished without a word, found at the next start: power loss, <c>kill -9</c>, the task manager.</summary>
    Vanished = 6,
}
