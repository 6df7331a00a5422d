using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Medborgarlofte.Http.Files;

namespace Medborgarlofte.IncidentIntake.Tests;

public sealed class CsvReaderTests
{
    // Characters with a meaning in CSV are frequent.
    private static readonly Arbitrary<string> Texts =
        Gen.Elements('a', 'ö', ' ', '"', ';', ',', '\'').ArrayOf().Select(letters => new string(letters)).ToArbitrary();

    [Theory]
    [InlineData(';')]
    [InlineData(',')]
    public void Quoted_fields_are_read_as_written(char separator) =>
        Prop.ForAll(Texts.Generator.NonEmptyListOf().Select(fields => fields.ToArray()).ToArbitrary(), fields =>
        {
            var row = string.Join(separator, fields.Select(field => $"\"{field.Replace("\"", "\"\"")}\""));
            return Read($"a{separator}b", row) is [{ Error: null } read] && read.Fields.SequenceEqual(fields.Select(field => field.Trim()));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Valid_row_is_read_after_any_lines_once_enough_others_follow() =>
        Prop.ForAll(Texts.Generator.ListOf().Select(lines => lines.ToArray()).ToArbitrary(), lines =>
            Read("a;b", [.. lines, .. Enumerable.Repeat("x;y", 21)])[^1].Fields is ["x", "y"]).QuickCheckThrowOnFailure();

    [Fact]
    public void Each_line_starts_a_row_or_belongs_to_a_field() =>
        Prop.ForAll(Texts.Generator.ListOf().Select(lines => lines.Select((line, index) => $"#{index}#{line}").ToArray())
            .ToArbitrary(), lines =>
        {
            var rows = Read("a;b", lines);
            var starts = rows.Select(row => row.Line - 2).ToHashSet();
            var fields = string.Join('\n', rows.SelectMany(row => row.Fields));
            return lines.Index().All(line => starts.Contains(line.Index) || fields.Contains($"#{line.Index}#", StringComparison.Ordinal));
        }).QuickCheckThrowOnFailure();

    private static List<CsvRow> Read(string header, params IEnumerable<string> lines)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines.Prepend(header))));
        return [.. CsvReader.ReadAsync(file, CancellationToken.None).ToBlockingEnumerable().Skip(1)];
    }
}
