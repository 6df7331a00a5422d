namespace Medborgarlofte.Reporting.Meetings;

/// <summary>What a meeting's paper says, for a page and a document alike.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="FileName">Name of the document without ending.</param>
/// <param name="Municipality">SCB municipality code.</param>
/// <param name="MunicipalityName">Name of the municipality.</param>
/// <param name="Lead">What it is about, line by line.</param>
/// <param name="Sections">Its sections.</param>
public sealed record Paper(
    string Title, string FileName, string Municipality, string MunicipalityName, IReadOnlyList<string> Lead, IReadOnlyList<PaperSection> Sections);

/// <summary>A section of a paper.</summary>
/// <param name="Heading">Its heading.</param>
/// <param name="Text">What it says, or null where the table says all.</param>
/// <param name="Table">Its table, or null.</param>
public sealed record PaperSection(string Heading, string? Text, PaperTable? Table = null);

/// <summary>A table of texts; the first of each row is its heading.</summary>
/// <param name="Columns">Headings of the columns.</param>
/// <param name="Rows">The rows, each with a text for every column.</param>
public sealed record PaperTable(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows);
