using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Medborgarlofte.Http;
using Medborgarlofte.IncidentIntake.Incidents;
using Medborgarlofte.IncidentIntake.Municipalities;
using Medborgarlofte.Swedish;

namespace Medborgarlofte.IncidentIntake.Imports;

/// <summary>A row as its format tells it, or why it cannot be read.</summary>
internal sealed record ImportRow(long Line, ReportIncidentRequest? Request, string? Field = null, string? Error = null);

/// <summary>Turns a file of any format into rows.</summary>
internal static class ImportFormats
{
    /// <summary>Checks the beginning of a file before anything is stored.</summary>
    /// <exception cref="InvalidRequestException">The file is not of its format (400, naming line and field).</exception>
    public static void CheckBeginning(ImportFormat format, ReadOnlyMemory<byte> beginning)
    {
        var text = Encoding.UTF8.GetString(beginning.Span).TrimStart('\uFEFF');
        var errors = new RequestErrors();
        if (string.IsNullOrWhiteSpace(text))
        {
            errors.Add("body", "Rad 1: filen är tom.");
        }
        else if (format == ImportFormat.Csv)
        {
            var header = text.Split('\n')[0].TrimEnd('\r');
            if (Encoding.UTF8.GetByteCount(header) > Lines.MaxLineBytes / 2)
            {
                errors.Add("body", "Rad 1: rubrikraden är för lång.");
            }
            else if (header.Contains((char)Rune.ReplacementChar.Value))
            {
                errors.Add("body", "Rad 1: filen är inte UTF-8. Spara den som CSV UTF-8 och skicka den igen.");
            }
            else
            {
                CsvColumns.Check(CsvRows.Split(header, CsvRows.SeparatorOf(header)), errors);
            }
        }
        else if (format == ImportFormat.Ndjson && text.TrimStart()[0] != '{')
        {
            errors.Add("body", "Rad 1: varje rad ska vara ett JSON-objekt.");
        }
        else if (format == ImportFormat.PolisenEvents && text.TrimStart()[0] != '[')
        {
            errors.Add("body", "Rad 1: händelser från polisen.se ska vara en JSON-array.");
        }

        errors.ThrowIfAny();
    }

    /// <summary>The rows of a file; only the syntax of a JSON array can stop it before its end.</summary>
    /// <exception cref="JsonException">A JSON array breaks off.</exception>
    public static IAsyncEnumerable<ImportRow> ReadAsync(
        ImportFormat format, Stream stream, MunicipalityRules rules, DateTimeOffset now, CancellationToken cancellationToken) => format switch
        {
            ImportFormat.Csv => ReadCsvAsync(stream, rules, now, cancellationToken),
            ImportFormat.Ndjson => ReadNdjsonAsync(stream, cancellationToken),
            _ => PolisenEvents.ReadAsync(stream, rules, cancellationToken),
        };

    private static async IAsyncEnumerable<ImportRow> ReadCsvAsync(
        Stream stream, MunicipalityRules rules, DateTimeOffset now, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var lines = Lines.ReadAsync(stream, cancellationToken).GetAsyncEnumerator(cancellationToken);
        if (!await lines.MoveNextAsync())
        {
            yield break;
        }

        var header = lines.Current.Text;
        var separator = CsvRows.SeparatorOf(header);
        var columns = new CsvColumns(CsvRows.Split(header, separator), rules, now);
        await foreach (var row in CsvRows.ReadAsync(Rest(lines), separator, cancellationToken))
        {
            yield return row.Error is null ? columns.Read(row) : new ImportRow(row.Line, null, "rad", row.Error);
        }

        static async IAsyncEnumerable<Line> Rest(IAsyncEnumerator<Line> lines)
        {
            while (await lines.MoveNextAsync())
            {
                yield return lines.Current;
            }
        }
    }

    private static async IAsyncEnumerable<ImportRow> ReadNdjsonAsync(
        Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var line in Lines.ReadAsync(stream, cancellationToken))
        {
            if (line.Error is not null || !string.IsNullOrWhiteSpace(line.Text))
            {
                yield return line.Error is null ? ParseJson(line) : new ImportRow(line.Number, null, "rad", line.Error);
            }
        }
    }

    private static ImportRow ParseJson(Line line)
    {
        try
        {
            return JsonSerializer.Deserialize<ReportIncidentRequest>(line.Text, ApiJson.Options) is { } request
                ? new ImportRow(line.Number, request)
                : new ImportRow(line.Number, null, "rad", "Raden ska vara ett JSON-objekt.");
        }
        catch (JsonException exception)
        {
            var field = exception.Path is null or "$" ? "rad" : exception.Path.TrimStart('$', '.');
            var place = ((exception.BytePositionInLine ?? 0) + 1).ToString(CultureInfo.InvariantCulture);
            var reason = exception is RefusedJsonException ? exception.Message
                : ApiJson.IsUnknownMember(exception) ? $"Är okänt, vid tecken {place}."
                : $"Går inte att läsa som JSON av rätt slag, vid tecken {place}.";
            return new ImportRow(line.Number, null, field, reason);
        }
    }
}
