using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Telemetry.Ingest.Gateway.Auth;
using Telemetry.Ingest.Gateway.Intake;
using Telemetry.Ingest.Gateway.Otlp.Http;
using Telemetry.Ingest.Gateway.Quotas;

namespace Telemetry.Ingest.Gateway.Sentry;

/// <summary>The two paths: time, answer, metrics. What is in between is <see cref="SentryCall"/>.</summary>
internal sealed class SentryDoor(IngestKeyCache keys, IntakeGate gate, SentryReceiver receiver, AttachmentAllowance allowance, IntakeBudget budget, GatewayMeters meters, Cors cors, GatewayOptions options, TimeProvider time)
{
    private const string Protocol = "sentry";
    private static readonly IntakeAnswer PostOnly = new(AnswerKind.MethodNotAllowed, "Events are sent by POST.");

    public Task HandleEnvelopeAsync(HttpContext context) => HandleAsync(context, isStore: false);

    public Task HandleStoreAsync(HttpContext context) => HandleAsync(context, isStore: true);

    private async Task HandleAsync(HttpContext context, bool isStore)
    {
        if (cors.AnswerPreflight(context))
        {
            return;
        }

        long started = time.GetTimestamp();
        cors.Allow(context);
        KestrelBodyLimit.Lift(context);
        var call = new SentryCall(keys, receiver, allowance, budget, options, time, context.GetRouteValue("project")?.ToString() ?? "", isStore);
        IntakeAnswer? answer = HttpMethods.IsPost(context.Request.Method) ? await gate.ReadInTimeAsync(token => call.ReceiveAsync(context.Request, token)) : PostOnly;
        meters.CountRequest(isStore ? "store" : "envelope", Protocol, answer is null ? "aborted" : AnswerRow.Of(answer.Kind).Outcome, time.GetElapsedTime(started));
        if (answer is not null)
        {
            await SentryAnswer.WriteAsync(context.Response, answer, call.EventId, call.Limited);
        }
    }
}
