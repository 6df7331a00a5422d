using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Medborgarlofte.Reporting.Meetings;

/// <summary>A paper as a Word document with heading styles, language and header rows for screen readers.</summary>
internal static class PaperDocument
{
    /// <summary>Media type of the file.</summary>
    public const string MediaType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    private const string Title = "Title";
    private const string Heading = "Heading1";
    private const string Swedish = "sv-SE";

    /// <summary>The file.</summary>
    public static IResult Of(Paper paper) => TypedResults.File(Write(paper), MediaType, paper.FileName + ".docx");

    private static byte[] Write(Paper paper)
    {
        using var stream = new MemoryStream();
        using (var document = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            document.PackageProperties.Title = paper.Title;
            document.PackageProperties.Language = Swedish;
            var main = document.AddMainDocumentPart();
            main.AddNewPart<StyleDefinitionsPart>().Styles = new Styles(
                new DocDefaults(new RunPropertiesDefault(
                    new RunPropertiesBaseStyle(new FontSize { Val = "22" }, new Languages { Val = Swedish }))),
                Style(Title, "40"),
                Style(Heading, "28", outline: 0));
            var body = new Body(Paragraph(paper.Title, Title));
            body.Append(paper.Lead.Select(line => Paragraph(line)));
            foreach (var section in paper.Sections)
            {
                body.Append(Paragraph(section.Heading, Heading));
                if (section.Text is { } text)
                {
                    body.Append(Paragraph(text));
                }

                if (section.Table is { } table)
                {
                    body.Append(TableOf(table), new Paragraph());
                }
            }

            main.Document = new Document(body);
        }

        return stream.ToArray();
    }

    private static Style Style(string id, string halfPoints, int? outline = null)
    {
        var paragraph = new StyleParagraphProperties(new KeepNext(), new SpacingBetweenLines { Before = "240", After = "120" });
        if (outline is { } level)
        {
            paragraph.Append(new OutlineLevel { Val = level });
        }

        return new Style(
            new StyleName { Val = id == Title ? "Title" : "heading 1" },
            paragraph,
            new StyleRunProperties(new Bold(), new FontSize { Val = halfPoints }))
        {
            Type = StyleValues.Paragraph,
            StyleId = id,
        };
    }

    private static Paragraph Paragraph(string text, string? style = null)
    {
        var paragraph = new Paragraph();
        if (style is not null)
        {
            paragraph.Append(new ParagraphProperties(new ParagraphStyleId { Val = style }));
        }

        paragraph.Append(new Run(new Text(text) { Space = SpaceProcessingModeValues.Preserve }));
        return paragraph;
    }

    private static Table TableOf(PaperTable table)
    {
        var line = new BorderType[]
        {
            new TopBorder(),
            new LeftBorder(),
            new BottomBorder(),
            new RightBorder(),
            new InsideHorizontalBorder(),
            new InsideVerticalBorder(),
        };
        foreach (var border in line)
        {
            border.Val = BorderValues.Single;
            border.Size = 4;
        }

        var written = new Table(
            new TableProperties(new TableWidth { Width = "5000", Type = TableWidthUnitValues.Pct }, new TableBorders(line)),
            new TableGrid(table.Columns.Select(_ => new GridColumn())),
            new TableRow([new TableRowProperties(new TableHeader()), .. table.Columns.Select(column => Cell(column, bold: true))]));
        written.Append(table.Rows.Select(row => new TableRow(row.Select(text => Cell(text)))));
        return written;
    }

    private static TableCell Cell(string text, bool bold = false)
    {
        var run = new Run(new Text(text) { Space = SpaceProcessingModeValues.Preserve });
        if (bold)
        {
            run.PrependChild(new RunProperties(new Bold()));
        }

        return new TableCell(new Paragraph(run));
    }
}
