using System.Buffers;
using System.Text;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Rpc;
using Telemetry.Ingest.Gateway.Intake;
using Telemetry.Ingest.Gateway.Otlp.Answers;
using Xunit;

namespace Telemetry.Ingest.Gateway.Tests.Otlp.Answers;

public sealed class RpcStatusTests
{
    private static readonly TypeRegistry Details = TypeRegistry.FromMessages(RetryInfo.Descriptor, BadRequest.Descriptor);

    public static TheoryData<string> Kinds() => [.. Enum.GetNames<AnswerKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Write_EveryKind_IsTheSameInBothEncodings(string kind)
    {
        var answer = new IntakeAnswer(Enum.Parse<AnswerKind>(kind), "A sentence with ☃, \"quotes\" and 'more'.") { RetryAfter = TimeSpan.FromMilliseconds(2500) };
        var json = new ArrayBufferWriter<byte>();

        Status status = Status.Parser.ParseFrom(AnswerBytes.Of(answer, RpcStatus.WriteProtobuf));
        RpcStatus.WriteJson(answer, json);

        Assert.Equal(status, new JsonParser(JsonParser.Settings.Default.WithTypeRegistry(Details)).Parse<Status>(Encoding.UTF8.GetString(json.WrittenSpan)));
        Assert.Equal(answer.Message, status.Message);
        Assert.Equal(TimeSpan.FromMilliseconds(2500), status.Details[0].Unpack<RetryInfo>().RetryDelay.ToTimeSpan());
    }

    [Fact]
    public void Write_NothingToComeBackFor_HasNoRetryInfo() =>
        Assert.Empty(Status.Parser.ParseFrom(AnswerBytes.Of(IntakeLimits.TooLarge, RpcStatus.WriteProtobuf)).Details);
}
