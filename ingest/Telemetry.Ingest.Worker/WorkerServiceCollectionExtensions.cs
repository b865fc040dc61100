using Microsoft.Extensions.DependencyInjection;
using Telemetry.Ingest.Worker.Attachments;
using Telemetry.Ingest.Worker.Crashes;
using Telemetry.Ingest.Worker.Crashes.Feedback;
using Telemetry.Ingest.Worker.Ledger;
using Telemetry.Ingest.Worker.Logs;
using Telemetry.Ingest.Worker.Sessions;
using Telemetry.Ingest.Worker.Spans;
using Telemetry.Ingest.Worker.Upkeep;
using Telemetry.Messaging;
using Telemetry.Storage;
using Telemetry.Storage.Attachments;
using Telemetry.Storage.Crashes;
using Telemetry.Storage.Feedback;
using Telemetry.Storage.Ledger;
using Telemetry.Storage.Logs;
using Telemetry.Storage.Native;
using Telemetry.Storage.Sessions;
using Telemetry.Storage.Spans;

namespace Telemetry.Ingest.Worker;

/// <summary>Registers the worker.</summary>
public static class WorkerServiceCollectionExtensions
{
    /// <summary>Stores what the queue holds. Needs <c>AddTelemetryStorage</c>, <c>AddTelemetryControl</c> and <c>AddTelemetryMessaging</c>, whose consumer calls the handlers.</summary>
    public static IServiceCollection AddWorker(this IServiceCollection services)
    {
        services.AddMetrics();
        services.AddCrashReaders();
        services.AddSingleton<WorkerMetrics>();
        services.AddSingleton<NativeInsertClient>();
        services.AddSingleton<LogWriter>();
        services.AddSingleton<SpanWriter>();
        services.AddSingleton<SessionWriter>();
        services.AddSingleton<CrashWriter>();
        services.AddSingleton<DistributionWriter>();
        services.AddSingleton<FeedbackWriter>();
        services.AddSingleton<AttachmentWriter>();
        services.AddSingleton<LedgerWriter>();
        services.AddSingleton<LedgerBooking>();
        services.AddSingleton<ProjectRules>();
        services.AddSingleton<CrashGroupings>();
        services.AddSingleton<CrashRows>();
        services.AddSingleton<FeedbackRows>();
        services.AddSingleton<SeenDistributions>();
        services.AddSingleton<IBatchHandler, LogBatchHandler>();
        services.AddSingleton<IBatchHandler, SpanBatchHandler>();
        services.AddSingleton<IBatchHandler, CrashBatchHandler>();
        services.AddSingleton<IBatchHandler, SessionBatchHandler>();
        services.AddSingleton<IBatchHandler, AttachmentBatchHandler>();
        services.AddSingleton<IBatchHandler, LedgerBatchHandler>();
        services.AddSingleton<DeletedCrashes>();
        services.AddHostedService<IssueUpkeep>();
        return services;
    }
}
