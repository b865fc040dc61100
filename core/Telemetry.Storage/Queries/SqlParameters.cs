using System.Globalization;

namespace Telemetry.Storage.Queries;

/// <summary>A value of a statement, sent beside it and never inside it.</summary>
/// <param name="Name">As in <c>{name:Type}</c>.</param>
/// <param name="Type">A ClickHouse type.</param>
/// <param name="Value">A string, number, or array of strings.</param>
internal sealed record SqlParameter(string Name, string Type, object Value);

/// <summary>Collects the values of one statement while its text is put together.</summary>
internal sealed class SqlParameters
{
    private readonly List<SqlParameter> _items = [];

    /// <summary>In the order they were added.</summary>
    public IReadOnlyList<SqlParameter> Items => _items;

    /// <summary>Adds a text under a generated name; returns its placeholder.</summary>
    public string Add(string value) => Add("String", value);

    /// <summary>Adds texts; returns their placeholder.</summary>
    public string Add(IReadOnlyList<string> values) => Add("Array(String)", values.ToArray());

    /// <summary>Adds a number; returns its placeholder.</summary>
    public string Add(double value) => Add("Float64", value);

    /// <summary>Adds a value of a type; returns its placeholder.</summary>
    public string Add(string type, object value) => AddNamed("p" + _items.Count.ToString(CultureInfo.InvariantCulture), type, value);

    /// <summary>Adds a value under a name of its own; returns its placeholder.</summary>
    public string AddNamed(string name, string type, object value)
    {
        _items.Add(new SqlParameter(name, type, value));
        return $"{{{name}:{type}}}";
    }
}
