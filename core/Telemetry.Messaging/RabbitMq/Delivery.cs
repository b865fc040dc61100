using Telemetry.Messaging.Consuming;

namespace Telemetry.Messaging.RabbitMq;

/// <summary>A message as it was delivered, its body copied into the lane's arena: the client's own memory is valid only inside its callback.</summary>
/// <param name="Tag">What acknowledges it, on its channel.</param>
/// <param name="Message">The message; of a mark, its id alone counts.</param>
/// <param name="Body">Its body, to be given back to the arena.</param>
/// <param name="Earlier">How often it was delivered before.</param>
/// <param name="IsCut">A mark that ends a batch.</param>
internal readonly record struct Delivery(ulong Tag, QueueMessage Message, BodyCopy Body, int Earlier, bool IsCut);
