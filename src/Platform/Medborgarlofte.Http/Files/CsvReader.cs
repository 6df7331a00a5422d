using System.Runtime.CompilerServices;
using System.Text;

namespace Medborgarlofte.Http.Files;

/// <summary>A row of a CSV file.</summary>
/// <param name="Line">Number of the row's first line, from 1.</param>
/// <param name="Fields">The fields, trimmed; empty if the row is not readable.</param>
/// <param name="Error">Why the row is not readable, in Swedish, or null.</param>
public sealed record CsvRow(long Line, IReadOnlyList<string> Fields, string? Error = null);

/// <summary>
/// Reads a CSV file (RFC 4180, separated by semicolons or commas) row by row in constant memory. A quote that is never closed is an
/// error of its own line only, and reading continues with the next line; a general parser would read the rest of the file as one field.
/// </summary>
public static class CsvReader
{
    private const int MaxLinesInARow = 20;

    /// <summary>Reads the rows of a file. The first row is the header line, which decides the separator; blank lines are skipped.</summary>
    public static async IAsyncEnumerable<CsvRow> ReadAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var source = LineReader.ReadAsync(stream, cancellationToken).GetAsyncEnumerator(cancellationToken);
        if (!await source.MoveNextAsync())
        {
            yield break;
        }

        var header = source.Current;
        yield return new CsvRow(header.Number, ReadHeader(header.Text), header.Error);
        var separator = SeparatorOf(header.Text);

        // Lines that were read in search of a closing quote, and that are rows of their own.
        var unread = new LinkedList<FileLine>();
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
            var continuation = new List<FileLine>();
            var quotes = QuotesIn(text, separator);
            while (quotes == Quotes.Open && continuation.Count < MaxLinesInARow && await NextAsync() is { } next)
            {
                continuation.Add(next);
                text += '\n' + next.Text;
                quotes = next.Error is null ? QuotesIn(text, separator) : Quotes.Broken;
            }

            if (quotes == Quotes.Closed)
            {
                yield return new CsvRow(line.Number, Split(text, separator));
                continue;
            }

            for (var index = continuation.Count - 1; index >= 0; index--)
            {
                unread.AddFirst(continuation[index]);
            }

            yield return new CsvRow(line.Number, [], quotes == Quotes.Broken && continuation.Count == 0
                ? "Ett citattecken står mitt i ett fält som börjar med citattecken; skriv det dubbelt."
                : "Ett citattecken öppnas men stängs aldrig.");
        }

        async ValueTask<FileLine?> NextAsync()
        {
            if (unread.First is { } first)
            {
                unread.RemoveFirst();
                return first.Value;
            }

            return await source.MoveNextAsync() ? source.Current : null;
        }
    }

    /// <summary>The column names in a header line.</summary>
    public static IReadOnlyList<string> ReadHeader(string line) => Split(line, SeparatorOf(line));

    private static char SeparatorOf(string header) => header.Contains(';', StringComparison.Ordinal) ? ';' : ',';

    private static List<string> Split(string text, char separator)
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

    // A quote opens a field only at its start and closes it only at its end. Any other quote in a quoted field is either not
    // doubled, or opens a field of a later line, and then the first quote was never closed.
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

        /// <summary>The last quoted field continues on the next line.</summary>
        Open,

        /// <summary>A quoted field contains a quote that is not doubled.</summary>
        Broken,
    }
}
