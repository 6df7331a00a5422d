using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Medborgarlofte.Reporting.SituationalPictures;

/// <summary>The counts of a situational picture as a file for a spreadsheet: semicolons and UTF-8 with a mark, as Swedish Excel reads them.</summary>
internal static class SituationalPictureCsv
{
    /// <summary>Media type of the file.</summary>
    public const string MediaType = "text/csv";

    // A spreadsheet takes a cell that begins so for a formula, and names are what somebody has entered.
    private const string Formula = "=+-@\t\r";

    /// <summary>The file. A count that the reader may not see is an empty cell.</summary>
    public static IResult Of(SituationalPicture picture)
    {
        var text = new StringBuilder("\uFEFF").AppendJoin(';', "indelning", "kod", "namn", "antal", picture.PreviousPeriod.Code, picture.SamePeriodLastYear.Code).Append("\r\n");
        Add("totalt", [picture.Total]);
        Add("område", picture.ByArea);
        Add("kategori", picture.ByCategory);
        Add("form", picture.ByForm);
        Add("objekt", picture.ByTarget);
        Add("gods", picture.ByGoods);
        return TypedResults.File(
            Encoding.UTF8.GetBytes(text.ToString()), MediaType + "; charset=utf-8", $"lagesbild-{picture.Municipality}-{picture.Period.Code}.csv");

        void Add(string split, IEnumerable<CountLine> lines)
        {
            foreach (var line in lines)
            {
                text.AppendJoin(';', split, Cell(line.Code), Cell(line.Name), Cell(line.Count), Cell(line.PreviousPeriod), Cell(line.SamePeriodLastYear)).Append("\r\n");
            }
        }
    }

    private static string Cell(int? count) => count?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Cell(string text)
    {
        var safe = text.Length > 0 && Formula.Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;
        return safe.AsSpan().IndexOfAny(";\"\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
