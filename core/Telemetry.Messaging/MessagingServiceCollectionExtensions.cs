using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Telemetry.Messaging.Consuming;
using Telemetry.Messaging.RabbitMq;
using Telemetry.Messaging.Sqlite;

namespace Telemetry.Messaging;

/// <summary>Registers the queue, its publisher and its consumer.</summary>
public static class MessagingServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="ITelemetryQueue"/> as section <c>Queue</c> says, <see cref="TelemetryPublisher"/>, <see cref="ConsumerState"/>, and
    /// the loop that serves the registered <see cref="IBatchHandler"/>s.
    /// </summary>
    public static IServiceCollection AddTelemetryMessaging(this IServiceCollection services)
    {
        services.AddOptions<QueueOptions>().BindConfiguration(QueueOptions.SectionName).ValidateDataAnnotations().ValidateOnStart();
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<MessagingMetrics>();
        services.AddSingleton<ConsumerState>();
        services.AddSingleton<ITelemetryQueue>(CreateQueue);
        services.AddSingleton<TelemetryPublisher>();
        services.AddHostedService<QueueLifetime>();
        services.AddHostedService<BatchConsumer>();
        return services;
    }

    private static ITelemetryQueue CreateQueue(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<QueueOptions>>().Value.Kind switch
        {
            QueueKind.Sqlite => ActivatorUtilities.CreateInstance<SqliteQueue>(provider),
            QueueKind.RabbitMq => ActivatorUtilities.CreateInstance<RabbitMqQueue>(provider),
            QueueKind kind => throw new InvalidOperationException($"There is no queue of kind {kind}."),
        };
}
