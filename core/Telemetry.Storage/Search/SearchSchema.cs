using Telemetry.Model.Search;

namespace Telemetry.Storage.Search;

/// <summary>The fields of one kind of item: literal tables, so that a newcomer sees what can be searched.</summary>
internal sealed class SearchSchema
{
    /// <summary>Names an attribute of the item itself.</summary>
    public const string AttributePrefix = "attributes.";

    /// <summary>Names an attribute of its resource.</summary>
    public const string ResourcePrefix = "resource.";

    private const string ResourceMap = "ResourceAttributes";

    private static readonly TextField Service = new("ServiceName");
    private static readonly ReleaseField Release = new();
    private static readonly TextField Environment = new("Environment");
    private static readonly HexField TraceId = new("TraceId");
    private static readonly HexField SpanId = new("SpanId");
    private static readonly TextField Scope = new("ScopeName");
    private static readonly DurationField Duration = new();
    private static readonly SeverityField Level = new();
    private static readonly BodyField Message = new();

    private readonly OrderedDictionary<string, SearchField> _fields;
    private readonly IReadOnlyList<string> _maps;
    private readonly Func<TextPattern, SearchSql, string> _text;

    private SearchSchema(OrderedDictionary<string, SearchField> fields, IReadOnlyList<string> maps, Func<TextPattern, SearchSql, string> text, bool hasTextIndex)
    {
        _fields = fields;
        _maps = maps;
        _text = text;
        HasTextIndex = hasTextIndex;
    }

    /// <summary>Log records.</summary>
    public static SearchSchema Logs { get; } = new(
        new OrderedDictionary<string, SearchField>(StringComparer.Ordinal)
        {
            ["level"] = Level,
            ["severity"] = Level,
            ["message"] = Message,
            ["body"] = Message,
            ["service"] = Service,
            ["service.name"] = Service,
            ["release"] = Release,
            ["service.version"] = Release,
            ["environment"] = Environment,
            ["env"] = Environment,
            ["trace_id"] = TraceId,
            ["span_id"] = SpanId,
            ["scope"] = Scope,
            ["logger"] = Scope,
            ["event"] = new TextField("EventName"),
        },
        ["LogAttributes", ResourceMap],
        BodyField.Contains,
        hasTextIndex: true);

    /// <summary>Spans.</summary>
    public static SearchSchema Spans { get; } = new(
        new OrderedDictionary<string, SearchField>(StringComparer.Ordinal)
        {
            ["name"] = new TextField("SpanName"),
            ["kind"] = new NameField("SpanKind", Names("Unspecified", "Internal", "Server", "Client", "Producer", "Consumer"), absent: "Unspecified"),
            ["status"] = new NameField("StatusCode", Names("Unset", "Ok", "Error"), absent: "Unset"),
            ["duration"] = Duration,
            ["trace.duration"] = new TraceDurationField(Duration),
            ["status_message"] = new TextField("StatusMessage"),
            ["service"] = Service,
            ["service.name"] = Service,
            ["release"] = Release,
            ["service.version"] = Release,
            ["environment"] = Environment,
            ["env"] = Environment,
            ["trace_id"] = TraceId,
            ["span_id"] = SpanId,
            ["parent_id"] = new HexField("ParentSpanId"),
            ["scope"] = Scope,
        },
        ["SpanAttributes", ResourceMap],
        SpanText.Contains,
        hasTextIndex: false);

    /// <summary>Crashes. What is no field is a fact: a tag, or something about the machine.</summary>
    public static SearchSchema Crashes { get; } = new(
        new OrderedDictionary<string, SearchField>(StringComparer.Ordinal)
        {
            ["release"] = Release,
            ["environment"] = Environment,
            ["env"] = Environment,
            ["level"] = new TextField("Level"),
            ["kind"] = new TextField("Kind"),
            ["type"] = new TextField("Type"),
            ["service"] = Service,
            ["user"] = new TextField("UserId"),
            ["user.id"] = new TextField("UserId"),
            ["install"] = new TextField("InstallId"),
            ["session"] = new TextField("SessionId"),
            ["trace_id"] = TraceId,
            ["span_id"] = SpanId,
            ["id"] = new HexField("CrashId"),
        },
        ["Facts"],
        (pattern, sql) => $"match(Message, {sql.Parameters.Add(WordPattern.ToRegex(pattern))})",
        hasTextIndex: false);

    /// <summary>Whether an index finds the rows of a word.</summary>
    public bool HasTextIndex { get; }

    /// <summary>The field of a name. A name of no column is an attribute, of the item or of its resource.</summary>
    public SearchField Find(string name)
    {
        if (_fields.TryGetValue(name, out SearchField? field))
        {
            return field;
        }

        return name.StartsWith(AttributePrefix, StringComparison.Ordinal) ? new AttributeField([_maps[0]], name[AttributePrefix.Length..])
            : name.StartsWith(ResourcePrefix, StringComparison.Ordinal) && _maps.Contains(ResourceMap) ? new AttributeField([ResourceMap], name[ResourcePrefix.Length..])
            : new AttributeField(_maps, name);
    }

    /// <summary>The first of the names that mean the same field; a name of no column is its own.</summary>
    public string Canonical(string name) =>
        _fields.TryGetValue(name, out SearchField? field) ? _fields.First(entry => ReferenceEquals(entry.Value, field)).Key : name;

    /// <summary>A condition for free text.</summary>
    public string Contains(TextPattern pattern, SearchSql sql) => _text(pattern, sql);

    private static Dictionary<string, string> Names(params string[] stored) => stored.ToDictionary(name => name.ToLowerInvariant());
}
