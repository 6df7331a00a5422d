using FsCheck;
using FsCheck.Fluent;
using Medborgarlofte.IncidentIntake.Imports;

namespace Medborgarlofte.IncidentIntake.Tests;

public sealed class CsvRowsTests
{
    // Characters that mean something to CSV come up often.
    private static readonly Arbitrary<string> Texts = Gen.Elements('a', 'ö', ' ', '"', ';', ',', '\'').ArrayOf().Select(letters => new string(letters)).ToArbitrary();

    [Theory]
    [InlineData(';')]
    [InlineData(',')]
    public void Quoted_fields_come_back_as_they_were_written(char separator) =>
        Prop.ForAll(Texts.Generator.NonEmptyListOf().Select(fields => fields.ToArray()).ToArbitrary(), fields =>
        {
            var row = string.Join(separator, fields.Select(field => $"\"{field.Replace("\"", "\"\"")}\""));
            return CsvRows.Split(row, separator).SequenceEqual(fields.Select(field => field.Trim()));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Whatever_the_lines_hold_a_good_line_after_enough_others_is_read() =>
        Prop.ForAll(Texts.Generator.ListOf().Select(lines => lines.ToArray()).ToArbitrary(), lines =>
            ReadAsync([.. lines, .. Enumerable.Repeat("x;y", 21)]).AsTask().GetAwaiter().GetResult()[^1].Fields is ["x", "y"]).QuickCheckThrowOnFailure();

    [Fact]
    public void No_line_is_lost_each_begins_a_row_or_belongs_to_a_field() =>
        Prop.ForAll(Texts.Generator.ListOf().Select(lines => lines.Select((line, index) => $"#{index}#{line}").ToArray()).ToArbitrary(), lines =>
        {
            var rows = ReadAsync(lines).AsTask().GetAwaiter().GetResult();
            var starts = rows.Select(row => row.Line - 1).ToHashSet();
            var fields = string.Join('\n', rows.SelectMany(row => row.Fields));
            return lines.Index().All(line => starts.Contains(line.Index) || fields.Contains($"#{line.Index}#", StringComparison.Ordinal));
        }).QuickCheckThrowOnFailure();

    private static async ValueTask<List<CsvRow>> ReadAsync(IEnumerable<string> lines)
    {
        var rows = new List<CsvRow>();
        await foreach (var row in CsvRows.ReadAsync(lines.Index().Select(line => new Line(line.Index + 1, line.Item)).ToAsyncEnumerable(), ';', CancellationToken.None))
        {
            rows.Add(row);
        }

        return rows;
    }
}
