using System.Security.Cryptography;
using System.Text;

namespace Telemetry.Storage.Migrations;

/// <summary>One numbered file.</summary>
/// <param name="Version">From the file's name; positive.</param>
/// <param name="Name">The file's name without <c>.sql</c>, for example <c>0001_create_logs</c>.</param>
/// <param name="Text">The source, not rendered yet.</param>
internal sealed record Migration(int Version, string Name, string Text)
{
    /// <summary>SHA-256 of the source in lower-case hex. Of the source, not the rendering: a single node and a cluster have the same history.</summary>
    public string Checksum => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text.ReplaceLineEndings("\n"))));
}
