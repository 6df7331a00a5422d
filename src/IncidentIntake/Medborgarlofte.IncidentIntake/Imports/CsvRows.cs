using System.Runtime.CompilerServices;
using System.Text;

namespace Medborgarlofte.IncidentIntake.Imports;

/// <summary>A row of a CSV file: the line it begins on, its fields, or why it cannot be read.</summary>
internal sealed record CsvRow(long Line, IReadOnlyList<string> Fields, string? Error = null);

/// <summary>
/// Reads CSV rows (RFC 4180, semicolon or comma). A quote that is never closed refuses its own line only: reading
/// goes on with the next line, where a general parser would swallow the rest of the file.
/// </summary>
internal static class CsvRows
{
    private const int MaxLinesInARow = 20;

    public static char SeparatorOf(string header) => header.Contains(';', StringComparison.Ordinal) ? ';' : ',';

    public static async IAsyncEnumerable<CsvRow> ReadAsync(
        IAsyncEnumerable<Line> lines, char separator, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var source = lines.GetAsyncEnumerator(cancellationToken);
        var waiting = new LinkedList<Line>();
        while (await NextAsync() is { } line)
        {
            if (line.Error is not null)
            {
                yield return new CsvRow(line.Number, [], line.Error);
                continue;
            }

            if (string.IsNullOrWhiteSpace(line.Text))
            {
                continue;
            }

            var text = line.Text;
            var taken = new List<Line>();
            var quotes = QuotesIn(text, separator);
            while (quotes == Quotes.Open && taken.Count < MaxLinesInARow && await NextAsync() is { } next)
            {
                taken.Add(next);
                text += '\n' + next.Text;
                quotes = next.Error is null ? QuotesIn(text, separator) : Quotes.Broken;
            }

            if (quotes == Quotes.Closed)
            {
                yield return new CsvRow(line.Number, Split(text, separator));
                continue;
            }

            for (var index = taken.Count - 1; index >= 0; index--)
            {
                waiting.AddFirst(taken[index]);
            }

            yield return new CsvRow(line.Number, [], quotes == Quotes.Broken && taken.Count == 0
                ? "Ett citattecken står mitt i ett fält som börjar med citattecken; skriv det dubbelt."
                : "Ett citattecken öppnas men stängs aldrig.");
        }

        async ValueTask<Line?> NextAsync()
        {
            if (waiting.First is { } first)
            {
                waiting.RemoveFirst();
                return first.Value;
            }

            return await source.MoveNextAsync() ? source.Current : null;
        }
    }

    public static List<string> Split(string text, char separator)
    {
        var fields = new List<string>();
        var start = 0;
        while (start <= text.Length)
        {
            if (start < text.Length && text[start] == '"')
            {
                var field = new StringBuilder();
                var index = start + 1;
                for (; index < text.Length; index++)
                {
                    if (text[index] != '"')
                    {
                        field.Append(text[index]);
                    }
                    else if (index + 1 < text.Length && text[index + 1] == '"')
                    {
                        field.Append('"');
                        index++;
                    }
                    else
                    {
                        break;
                    }
                }

                var end = text.IndexOf(separator, Math.Min(index, text.Length));
                end = end < 0 ? text.Length : end;
                fields.Add(field.ToString().Trim());
                start = end + 1;
            }
            else
            {
                var end = text.IndexOf(separator, start);
                end = end < 0 ? text.Length : end;
                fields.Add(text[start..end].Trim());
                start = end + 1;
            }
        }

        return fields;
    }

    // A quote opens a field only at its beginning, and closes it only at its end: a quote elsewhere in a quoted field
    // is either written wrong or opens a field of a later line, so that the first one was never closed.
    private static Quotes QuotesIn(string text, char separator)
    {
        var open = false;
        for (var index = text.IndexOf('"', StringComparison.Ordinal); index >= 0 && index < text.Length; index++)
        {
            if (text[index] != '"')
            {
                continue;
            }

            if (!open)
            {
                open = index == 0 || text[index - 1] == separator;
            }
            else if (index + 1 < text.Length && text[index + 1] == '"')
            {
                index++;
            }
            else if (EndsField(text.AsSpan(index + 1), separator))
            {
                open = false;
            }
            else
            {
                return Quotes.Broken;
            }
        }

        return open ? Quotes.Open : Quotes.Closed;
    }

    private static bool EndsField(ReadOnlySpan<char> rest, char separator) =>
        rest.TrimStart(' ') is var after && (after.IsEmpty || after[0] == separator);

    private enum Quotes
    {
        /// <summary>Every quoted field ends.</summary>
        Closed,

        /// <summary>The last quoted field goes on in the next line.</summary>
        Open,

        /// <summary>A quoted field holds a quote that is not doubled.</summary>
        Broken,
    }
}
