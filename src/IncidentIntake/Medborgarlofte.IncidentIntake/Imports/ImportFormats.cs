using System.Runtime.CompilerServices;
using System.Text;
using Medborgarlofte.Http.Files;

namespace Medborgarlofte.IncidentIntake.Imports;

/// <summary>A row of a file, or the reason why it is not readable.</summary>
internal sealed record ImportRow(long Line, ReportIncidentRequest? Request, string? Field = null, string? Error = null);

/// <summary>Reads the rows of a file of any format.</summary>
internal static class ImportFormats
{
    /// <summary>Checks the start of a file before anything is stored.</summary>
    /// <exception cref="InvalidRequestException">The file does not match its format (400, with line and field).</exception>
    public static void CheckStart(ImportFormat format, ReadOnlyMemory<byte> start)
    {
        var text = Encoding.UTF8.GetString(start.Span).TrimStart('\uFEFF');
        var errors = new RequestErrors();
        if (string.IsNullOrWhiteSpace(text))
        {
            errors.Add("body", "Rad 1: filen är tom.");
        }
        else if (format == ImportFormat.Csv)
        {
            var header = text.Split('\n')[0].TrimEnd('\r');
            if (Encoding.UTF8.GetByteCount(header) > LineReader.MaxLineBytes / 2)
            {
                errors.Add("body", "Rad 1: rubrikraden är för lång.");
            }
            else if (header.Contains((char)Rune.ReplacementChar.Value))
            {
                errors.Add("body", "Rad 1: filen är inte UTF-8. Spara den som CSV UTF-8 och skicka den igen.");
            }
            else
            {
                CsvColumns.Check(CsvReader.ReadHeader(header), errors);
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

    /// <summary>Reads the rows of a file. Only a malformed JSON array ends the reading early.</summary>
    /// <exception cref="JsonException">A JSON array is malformed.</exception>
    public static IAsyncEnumerable<ImportRow> ReadAsync(
        ImportFormat format, Stream stream, MunicipalityRules rules, DateTimeOffset now, CancellationToken cancellationToken) =>
        format switch
        {
            ImportFormat.Csv => ReadCsvAsync(stream, rules, now, cancellationToken),
            ImportFormat.Ndjson => ReadNdjsonAsync(stream, cancellationToken),
            _ => PolisenEvents.ReadAsync(stream, rules, cancellationToken),
        };

    private static async IAsyncEnumerable<ImportRow> ReadCsvAsync(
        Stream stream, MunicipalityRules rules, DateTimeOffset now, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        CsvColumns? columns = null;
        await foreach (var row in CsvReader.ReadAsync(stream, cancellationToken))
        {
            if (columns is null)
            {
                columns = new CsvColumns(row.Fields, rules, now);
            }
            else
            {
                yield return row.Error is null ? columns.Read(row) : new ImportRow(row.Line, null, "rad", row.Error);
            }
        }
    }

    private static async IAsyncEnumerable<ImportRow> ReadNdjsonAsync(
        Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var line in LineReader.ReadAsync(stream, cancellationToken))
        {
            if (line.Error is not null || !string.IsNullOrWhiteSpace(line.Text))
            {
                yield return line.Error is null ? ParseJson(line) : new ImportRow(line.Number, null, "rad", line.Error);
            }
        }
    }

    private static ImportRow ParseJson(FileLine line)
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
            var reason = exception switch
            {
                RefusedJsonException => exception.Message,
                _ when ApiJson.IsUnknownMember(exception) => $"Är okänt, vid tecken {place}.",
                _ => $"Går inte att läsa som JSON av rätt slag, vid tecken {place}.",
            };
            return new ImportRow(line.Number, null, field, reason);
        }
    }
}
