namespace Telemetry.Model.Crashes;

/// <summary>Characters that several texts share.</summary>
/// <param name="characters">How many.</param>
public sealed class TextBudget(int characters)
{
    /// <summary>Characters left.</summary>
    public int Left { get; private set; } = characters;

    /// <summary>Takes the length of a text; false, and nothing taken, when it does not fit.</summary>
    public bool TryTake(string text)
    {
        if (text.Length > Left)
        {
            return false;
        }

        Left -= text.Length;
        return true;
    }
}
