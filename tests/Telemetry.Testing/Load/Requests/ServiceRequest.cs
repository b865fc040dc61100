namespace Telemetry.Testing.Load.Requests;

/// <summary>The outer messages, which logs and spans share: request, resource and scope have the same field numbers in both.</summary>
internal static class ServiceRequest
{
    private static readonly string[] Services = ["checkout", "billing", "search", "accounts", "gateway", "mailer", "reports", "inventory"];

    /// <summary>Puts a scope's items under a resource and closes the request.</summary>
    public static RequestTemplate Wrap(int index, ProtobufWriter scope, IReadOnlyList<ItemSlot> slots)
    {
        var resource = new ProtobufWriter();
        resource.Resource(1, Services[index % Services.Length], index);
        int inResource = resource.Bytes(2, scope.Written);
        var request = new ProtobufWriter();
        int inRequest = request.Bytes(1, resource.Written);
        return new RequestTemplate(request.Written, slots.Select(slot => slot.Shift(inRequest + inResource)));
    }
}
