namespace Medborgarlofte.Reporting.FollowUps.Sentences;

/// <summary>
/// Writes the first column of a follow-up. Every number and name originates from the cube or the reference data, and each sentence includes
/// the query for its figures. A topic without data has no sentence.
/// </summary>
internal sealed class ProblemSentences(ReferenceNames names, CubeSlice slice, SmallCellSuppression smallCells)
{
    private readonly CasesSentence _cases = new(names, slice, smallCells);
    private readonly AreaSentence _areas = new(names, slice, smallCells);
    private readonly DetailSentences _details = new(names, slice, smallCells);
    private readonly SharedCasesSentence _sharedCases = new(slice, smallCells);

    /// <summary>The sentences about a row.</summary>
    public IReadOnlyList<Sentence> Write(ProblemAreaChanged row, IEnumerable<ProblemAreaChanged> others)
    {
        var total = slice.Count(slice.QueryFor(row));
        if (total == 0)
        {
            return [_cases.None(row)];
        }

        return
        [
            _cases.Write(row, total),
            .. row.Kind == ProblemAreaKind.Place ? [] : _details.Forms(row),
            .. _areas.Write(row, total),
            .. row.Kind == ProblemAreaKind.Place ? [] : _details.TargetsGoodsAndVictims(row),
            .. _sharedCases.Write(row, others, total),
        ];
    }
}
