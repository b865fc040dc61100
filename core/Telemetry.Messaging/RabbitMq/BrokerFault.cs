using RabbitMQ.Client.Exceptions;

namespace Telemetry.Messaging.RabbitMq;

/// <summary>Says in a sentence why there is no connection. Never an address or a user: the sentence reaches clients.</summary>
internal static class BrokerFault
{
    public const string NotConnected = "The broker is not connected yet.";
    public const string Lost = "The connection to the broker was lost.";

    public static string Describe(Exception exception) => Cause(exception) switch
    {
        AuthenticationFailureException or PossibleAuthenticationFailureException => "The broker refuses the user or its password.",
        OperationInterruptedException => "The broker refuses the connection or a queue of ours.",
        TimeoutException or OperationCanceledException => "The broker does not answer.",
        _ => "The broker cannot be reached.",
    };

    private static Exception Cause(Exception exception)
    {
        Exception cause = exception;
        while (cause is BrokerUnreachableException or AggregateException && cause.InnerException is { } inner)
        {
            cause = inner;
        }

        return cause;
    }
}
