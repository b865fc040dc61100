using Telemetry.Model.Search;
using Xunit;

namespace Telemetry.Storage.Tests.Search;

public sealed class SearchParserTests
{
    [Theory]
    [InlineData("", "all")]
    [InlineData("  \t ", "all")]
    [InlineData("*", "all")]
    [InlineData("disk", "'disk'")]
    [InlineData("disk full", "and('disk' 'full')")]
    [InlineData("disk AND full", "and('disk' 'full')")]
    [InlineData("\"disk full\"", "'disk full'")]
    [InlineData("a OR b", "or('a' 'b')")]
    [InlineData("a b OR c d", "or(and('a' 'b') and('c' 'd'))")]
    [InlineData("a (b OR c) d", "and('a' or('b' 'c') 'd')")]
    [InlineData("((a))", "'a'")]
    [InlineData("-a", "not('a')")]
    [InlineData("NOT a", "not('a')")]
    [InlineData("--a", "'a'")]
    [InlineData("-(a OR b)", "not(or('a' 'b'))")]
    [InlineData("a or b", "and('a' 'or' 'b')")]
    [InlineData("disk-full", "'disk-full'")]
    [InlineData("disk - full", "and('disk' '-' 'full')")]
    [InlineData("level:error", "level='error'")]
    [InlineData("-environment:dev", "not(environment='dev')")]
    [InlineData("level:[error,fatal]", "level='error'|'fatal'")]
    [InlineData("level:[ error , \"fatal one\" ]", "level='error'|'fatal one'")]
    [InlineData("release:>=1.4.0", "release=>='1.4.0'")]
    [InlineData("duration:>500ms", "duration=>'500ms'")]
    [InlineData("x:<1 y:<=2 z:>3", "and(x=<'1' y=<='2' z=>'3')")]
    [InlineData("attributes.http.route:\"/pay\"", "attributes.http.route='/pay'")]
    [InlineData("attributes.http.route:/pay", "attributes.http.route='/pay'")]
    [InlineData("attributes.\"any key\":1", "attributes.any key='1'")]
    [InlineData("has:trace_id", "has(trace_id)")]
    [InlineData("has:\"any key\"", "has(any key)")]
    [InlineData("message:*timeout*", "message=%'timeout'%")]
    [InlineData("time*", "'time'%")]
    [InlineData("a**b", "'a'%'b'")]
    [InlineData("a\\*b", "'a*b'")]
    [InlineData("service:\"a*b\"", "service='a*b'")]
    [InlineData("http://host/x", "'http://host/x'")]
    [InlineData("12:30:45", "'12:30:45'")]
    [InlineData("at:12:30:45", "at='12:30:45'")]
    [InlineData("[error] a,b", "and('[error]' 'a,b')")]
    [InlineData("\"C:\\Users\\name\"", "'C:\\Users\\name'")]
    [InlineData("\"a \\\"quoted\\\" word\"", "'a \"quoted\" word'")]
    [InlineData("service:\"\"", "service=")]
    [InlineData("(level:error)", "level='error'")]
    [InlineData("naïve größe 磁盘", "and('naïve' 'größe' '磁盘')")]
    public void Parse_Understood_GivesTree(string text, string expected) => Assert.Equal(expected, SearchText.Describe(SearchText.Parse(text)));

    [Theory]
    [InlineData("(a", 2, 0, ")")]
    [InlineData("a)", 1, 1, "a word")]
    [InlineData("()", 1, 1, "a word")]
    [InlineData("a OR", 4, 0, "a word")]
    [InlineData("OR a", 0, 2, "a word")]
    [InlineData("a AND OR b", 6, 2, "a word")]
    [InlineData("NOT", 3, 0, "a word")]
    [InlineData("level:", 6, 0, "a value")]
    [InlineData("level: error", 6, 0, "a value")]
    [InlineData("level:>", 7, 0, "a value")]
    [InlineData("level:[error", 12, 0, ",")]
    [InlineData("level:[]", 7, 1, "a value")]
    [InlineData("level:[a b]", 9, 1, ",")]
    [InlineData("x \"open", 2, 5, "\"")]
    [InlineData("has:[a,b]", 0, 9, "has:field")]
    [InlineData("has:a*", 0, 6, "has:field")]
    [InlineData("attributes.\"key\" x", 16, 0, ":")]
    public void Parse_NotUnderstood_SaysWhereAndWhat(string text, int position, int length, string expected)
    {
        SearchProblem? problem = SearchParser.Parse(text).Problem;

        Assert.NotNull(problem);
        Assert.Equal(new TextSpan(position, length), problem.Span);
        Assert.Contains(expected, problem.Expected);
    }

    [Fact]
    public void Parse_ComparisonWithWildcard_Refused() => Assert.Equal(new TextSpan(2, 3), SearchParser.Parse("x:>1*").Problem?.Span);

    [Fact]
    public void Parse_ControlCharacter_Refused() => Assert.Equal(new TextSpan(1, 1), SearchParser.Parse("a\0b").Problem?.Span);

    [Fact]
    public void Parse_NestedTooDeep_RefusedAtTheParenthesis()
    {
        string text = new string('(', SearchLimits.MaxDepth + 1) + "a" + new string(')', SearchLimits.MaxDepth + 1);

        Assert.Equal(new TextSpan(SearchLimits.MaxDepth, 1), SearchParser.Parse(text).Problem?.Span);
        Assert.Null(SearchParser.Parse(text[1..^1]).Problem);
    }

    [Fact]
    public void Parse_TooManyTerms_RefusedAtTheFirstTooMany()
    {
        string most = string.Join(' ', Enumerable.Repeat("a", SearchLimits.MaxTerms));

        Assert.Null(SearchParser.Parse(most).Problem);
        Assert.Equal(new TextSpan(most.Length + 1, 1), SearchParser.Parse(most + " b").Problem?.Span);
    }

    [Fact]
    public void Parse_TooLong_Refused() => Assert.Equal(SearchLimits.MaxLength, SearchParser.Parse(new string('a', SearchLimits.MaxLength + 1)).Problem?.Span.Start);

    [Fact]
    public void Parse_Term_KnowsItsPlace()
    {
        var and = Assert.IsType<AndNode>(SearchText.Parse("disk level:[error,fatal] -x"));

        Assert.Equal([new TextSpan(0, 4), new TextSpan(5, 19), new TextSpan(25, 2)], and.Items.Select(item => item.Span));
        Assert.Equal(new TextSpan(5, 5), Assert.IsType<FieldNode>(and.Items[1]).FieldSpan);
    }
}
