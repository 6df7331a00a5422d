using System.Text;
using Medborgarlofte.Reporting.Collection;

namespace Medborgarlofte.Reporting.SituationalPictures;

/// <summary>The counts of a situational picture as a CSV file for Swedish Excel: semicolons, and UTF-8 with a byte order mark.</summary>
internal static class SituationalPictureCsv
{
    /// <summary>Media type of the file.</summary>
    public const string MediaType = "text/csv";

    // A spreadsheet evaluates a cell that begins with one of these as a formula, and names are user input.
    private const string FormulaPrefixes = "=+-@\t\r";

    private const string Missing = "uppgift saknas";

    /// <summary>The file. A suppressed count is an empty cell; the last column explains counts that are not wholly collected.</summary>
    public static IResult Of(SituationalPicture picture)
    {
        var text = new StringBuilder("\uFEFF");
        AddRow("indelning", "kod", "namn", "antal", picture.PreviousPeriod.Code, picture.SamePeriodLastYear.Code, "anmärkning");
        Add("totalt", [picture.Total]);
        Add("område", picture.ByArea);
        Add("kategori", picture.ByCategory);
        Add("form", picture.ByForm);
        Add("objekt", picture.ByTarget);
        Add("gods", picture.ByGoods);
        return TypedResults.File(
            Encoding.UTF8.GetBytes(text.ToString()),
            MediaType + "; charset=utf-8",
            $"lagesbild-{picture.Municipality}-{picture.Period.Code}.csv");

        void Add(string split, IEnumerable<CountLine> lines)
        {
            foreach (var line in lines)
            {
                AddRow(
                    split,
                    Cell(line.Code),
                    Cell(line.Name),
                    Cell(line.Count, line.CountNote),
                    Cell(line.PreviousPeriod, line.PreviousPeriodNote),
                    Cell(line.SamePeriodLastYear, line.SamePeriodLastYearNote),
                    Cell(string.Join(", ", CollectionText.Notes(picture, line))));
            }
        }

        void AddRow(params string[] cells) => text.AppendJoin(';', cells).Append("\r\n");
    }

    private static string Cell(int? count, CollectionNote? note) =>
        note is { IsMissing: true } ? Missing : count?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Cell(string text)
    {
        var safe = text.Length > 0 && FormulaPrefixes.Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;
        return safe.AsSpan().IndexOfAny(";\"\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
