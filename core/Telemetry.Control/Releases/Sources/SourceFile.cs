namespace Telemetry.Control.Releases.Sources;

/// <summary>A source file of a release, to be stored.</summary>
/// <param name="Path">Relative, with <c>/</c>, below the folder that was uploaded: <c>photo/export.py</c>. At most 400 characters.</param>
/// <param name="Module">The dotted module that it is: <c>photo.export</c>.</param>
/// <param name="Hash">SHA-256 of the text in lower-case hexadecimal digits.</param>
/// <param name="Utf8">The text.</param>
public sealed record SourceFile(string Path, string Module, string Hash, ReadOnlyMemory<byte> Utf8);

/// <summary>A source file that is stored.</summary>
/// <param name="Path">As in <see cref="SourceFile"/>.</param>
/// <param name="Module">The same.</param>
/// <param name="Hash">The same.</param>
/// <param name="Bytes">Length of the text in UTF-8.</param>
public sealed record StoredSource(string Path, string Module, string Hash, int Bytes);

/// <summary>What was uploaded for a release.</summary>
/// <param name="Version">Which.</param>
/// <param name="Files">How many.</param>
/// <param name="Bytes">Of all texts.</param>
/// <param name="UploadedAt">When, the last time.</param>
public sealed record SourceBundle(string Version, int Files, long Bytes, DateTimeOffset UploadedAt);

/// <summary>An upload as it was stored.</summary>
/// <param name="Bundle">What the release has now.</param>
/// <param name="NewTexts">Texts that no other release of the project had.</param>
public sealed record SavedSources(SourceBundle Bundle, int NewTexts);
