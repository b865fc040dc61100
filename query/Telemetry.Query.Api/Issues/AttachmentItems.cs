using Telemetry.Query.Contracts;
using Telemetry.Storage.Attachments;
using Telemetry.Storage.Feedback;

namespace Telemetry.Query.Api.Issues;

/// <summary>Attachments and feedback as the contract shows them.</summary>
internal static class AttachmentItems
{
    /// <summary>An attachment.</summary>
    public static AttachmentItem From(StoredAttachment stored) => new(stored.Id, stored.Name, stored.ContentType, stored.Kind, stored.Bytes, stored.ReceivedAt.ToString());

    /// <summary>What somebody wrote.</summary>
    public static FeedbackItem From(StoredFeedback stored) =>
        new(stored.Id, stored.EventId, stored.Time.ToString(), stored.Name, stored.Email, stored.Comments, stored.Url, stored.Release, stored.Environment);
}
