using Medborgarlofte.Reporting.Collection;

namespace Medborgarlofte.Reporting.FollowUps.Sentences;

/// <summary>
/// Writes the first column of a follow-up. Every number and name originates from the cube or the reference data, and each sentence includes
/// the query for its figures. A topic without data has no sentence.
/// </summary>
internal sealed class ProblemSentences(
    ReferenceNames names, CubeSlice slice, CountView view, CollectedCategories collected)
{
    private readonly CasesSentence _cases = new(names, slice, view);
    private readonly AreaSentence _areas = new(names, slice, view);
    private readonly DetailSentences _details = new(names, slice, view);
    private readonly CollectionSentences _collection = new(names, collected);
    private readonly SharedCasesSentence _sharedCases = new(slice, view);

    /// <summary>The sentences about a row.</summary>
    public IReadOnlyList<Sentence> Write(ProblemAreaChanged row, IEnumerable<ProblemAreaChanged> others)
    {
        var query = slice.QueryFor(row);
        var total = slice.Count(query);
        var missing = row.Categories.Where(category => collected.Of(category, query.FirstDay, query.LastDay) is { IsMissing: true });
        if (collected.Of(row.Categories, query.FirstDay, query.LastDay) is { IsMissing: true })
        {
            return [.. _collection.Write(row.Categories, query, hasCases: false)];
        }

        if (total == 0)
        {
            return
            [
                _cases.None(row, [.. row.Categories.Except(missing, StringComparer.Ordinal)]),
                .. _collection.Write(row.Categories, query, hasCases: false),
            ];
        }

        return
        [
            _cases.Write(row, total),
            .. row.Kind == ProblemAreaKind.Place ? [] : _details.Forms(row),
            .. _areas.Write(row, view.Find(PublicCell.Of(slice.QueryFor(row)), total)),
            .. row.Kind == ProblemAreaKind.Place ? [] : _details.TargetsGoodsAndVictims(row),
            .. _sharedCases.Write(row, others, total),
            .. _collection.Write(row.Categories, query, hasCases: true),
        ];
    }
}
