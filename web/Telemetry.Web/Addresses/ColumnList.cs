namespace Telemetry.Web.Addresses;

/// <summary>Names of columns in one text. A key with a comma stands in quotes, as in queries: <c>service,attributes."a,b"</c>.</summary>
internal static class ColumnList
{
    /// <summary>The names; a quote that never ends takes the rest.</summary>
    public static IEnumerable<string> Split(string text)
    {
        var start = 0;
        var isQuoted = false;
        for (var place = 0; place < text.Length; place++)
        {
            switch (text[place])
            {
                case '\\' when isQuoted:
                    place++;
                    break;
                case '"':
                    isQuoted = !isQuoted;
                    break;
                case ',' when !isQuoted:
                    if (text[start..place].Trim() is { Length: > 0 } name)
                    {
                        yield return name;
                    }

                    start = place + 1;
                    break;
            }
        }

        if (text[start..].Trim() is { Length: > 0 } last)
        {
            yield return last;
        }
    }
}
