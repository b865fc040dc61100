using Grpc.Core;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Collector.Trace.V1;
using Telemetry.Demo;
using Telemetry.Demo.Shop;

// telemetry-demo DATA_DIRECTORY [SECONDS]: the last half hour of a small shop at once, then its traffic live.
string dataDirectory = args.Length > 0 ? args[0] : "data";
TimeSpan duration = TimeSpan.FromSeconds(args.Length > 1 ? double.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 60);
TimeProvider time = TimeProvider.System;
using CancellationTokenSource stop = new();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

try
{
    ReadyFile server = ReadyFile.Read(dataDirectory);
    using DemoSender sender = new(server);
    Console.WriteLine("Replaying what real OpenTelemetry clients sent …");
    await new CaptureReplay(sender, time).SendAllAsync(stop.Token);
    Console.WriteLine("Sending the last half hour of a small shop …");
    Random random = new();
    DateTimeOffset now = time.GetUtcNow();
    await SendPurchasesAsync(sender, [.. Enumerable.Range(0, 1800).Select(second => ShopPurchase.Make(random, now - ShopPurchase.Longest - TimeSpan.FromSeconds(second)))], stop.Token);
    Console.WriteLine($"{sender.Logs:N0} log records and {sender.Spans:N0} spans are in. Open this once to sign in:\n\n    {server.LoginUrl}\n\nthen {server.Web}/logs");
    Console.WriteLine($"The shop goes on for {duration.TotalSeconds:0} s; Ctrl-C ends it.");
    await SendLiveAsync(sender, random, stop.Token);
    Console.WriteLine($"Sent {sender.Logs:N0} log records and {sender.Spans:N0} spans.");
    return 0;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    return 0;
}
catch (Exception problem) when (problem is IOException or RpcException or HttpRequestException or InvalidDataException)
{
    Console.Error.WriteLine($"The demo could not send to the server on {Path.GetFullPath(dataDirectory)}: {problem.Message}");
    return 1;
}

async Task SendLiveAsync(DemoSender sender, Random random, CancellationToken cancellationToken)
{
    DateTimeOffset end = time.GetUtcNow() + duration;
    using PeriodicTimer tick = new(TimeSpan.FromSeconds(1));
    while (time.GetUtcNow() < end && await tick.WaitForNextTickAsync(cancellationToken))
    {
        DateTimeOffset now = time.GetUtcNow();
        await SendPurchasesAsync(sender, [.. Enumerable.Range(0, random.Next(2, 9)).Select(_ => ShopPurchase.Make(random, now - ShopPurchase.Longest - TimeSpan.FromMilliseconds(random.Next(1000))))], cancellationToken);
    }
}

static async Task SendPurchasesAsync(DemoSender sender, (ExportLogsServiceRequest Logs, ExportTraceServiceRequest Spans)[] purchases, CancellationToken cancellationToken)
{
    foreach ((ExportLogsServiceRequest Logs, ExportTraceServiceRequest Spans)[] chunk in purchases.Chunk(100))
    {
        ExportLogsServiceRequest logs = new();
        ExportTraceServiceRequest spans = new();
        logs.ResourceLogs.Add(chunk.SelectMany(purchase => purchase.Logs.ResourceLogs));
        spans.ResourceSpans.Add(chunk.SelectMany(purchase => purchase.Spans.ResourceSpans));
        await sender.SendAsync(logs, cancellationToken);
        await sender.SendAsync(spans, cancellationToken);
    }
}
