namespace Medborgarlofte.Reporting.Meetings;

/// <summary>The content of a meeting's paper, as a page or a document.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="FileName">Name of the document without extension.</param>
/// <param name="Municipality">SCB municipality code.</param>
/// <param name="MunicipalityName">Name of the municipality.</param>
/// <param name="Lead">The introduction, line by line.</param>
/// <param name="Sections">Its sections.</param>
public sealed record Paper(
    string Title,
    string FileName,
    string Municipality,
    string MunicipalityName,
    IReadOnlyList<string> Lead,
    IReadOnlyList<PaperSection> Sections);

/// <summary>A section of a paper.</summary>
/// <param name="Heading">Its heading.</param>
/// <param name="Text">Its text, or null if it has only a table.</param>
/// <param name="Table">Its table, or null.</param>
public sealed record PaperSection(string Heading, string? Text, PaperTable? Table = null);

/// <summary>A table of texts. The first text of each row is the row's heading.</summary>
/// <param name="Columns">Headings of the columns.</param>
/// <param name="Rows">The rows, each with a text for every column.</param>
public sealed record PaperTable(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows);
