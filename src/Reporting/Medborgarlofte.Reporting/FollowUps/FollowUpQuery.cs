namespace Medborgarlofte.Reporting.FollowUps;

/// <summary>Reads follow-ups. A publication takes precedence over the draft.</summary>
internal sealed class FollowUpQuery(FollowUpDraft draft, FollowUpPublications publications, CubeReader cube)
{
    private const string UnknownPromise = "Medborgarlöftet";

    /// <summary>
    /// The follow-up of a promise in a period: the requested version ("draft" or the number of a publication), otherwise the latest
    /// publication, otherwise the draft.
    /// </summary>
    /// <exception cref="NotFoundException">There is no such publication, or only a draft that the reader may not read.</exception>
    public async Task<FollowUp> ReadAsync(
        MunicipalityReference reference, Period period, FollowUpSelection selection, CancellationToken cancellationToken)
    {
        var municipality = reference.Municipality.Municipality;
        if (selection is { IsDraft: false, PromiseId: { } published }
            && await publications.FindAsync(
                municipality, period.Code, published, selection.Number, selection.SeesDrafts, cancellationToken) is { } publication)
        {
            return publication;
        }

        if (selection.Number is { } number)
        {
            throw new NotFoundException($"Publicering {number} av uppföljningen");
        }

        if (!selection.SeesDrafts)
        {
            throw new NotFoundException($"En publicerad uppföljning av {period.Name}");
        }

        var promise = selection.PromiseId is { } id ? await RequirePromiseAsync(municipality, id, period, cancellationToken) : null;
        return await draft.WriteAsync(reference, period, promise, cancellationToken);
    }

    /// <summary>The follow-ups of a period that a reader may choose from, one for each promise.</summary>
    public async Task<IReadOnlyList<FollowUpReference>> ChoicesAsync(
        string municipality, Period period, FollowUpSelection selection, CancellationToken cancellationToken)
    {
        var all = await draft.PromisesAsync(municipality, cancellationToken);
        var published = selection.IsDraft
            ? []
            : await publications.PromisesAsync(municipality, period.Code, selection.Number, cancellationToken);
        var drafts = selection is { SeesDrafts: true, Number: null } ? FollowUpDraft.Covering(period, all) : [];
        return Describe([.. published.Select(promise => (period, promise))], [.. drafts.Select(promise => (period, promise))], all);
    }

    /// <summary>
    /// The published follow-ups and, for readers of drafts, those of the tertials that have both a promise and cases; latest first.
    /// </summary>
    public async Task<IReadOnlyList<FollowUpReference>> ListAsync(string municipality, bool seesDrafts, CancellationToken cancellationToken)
    {
        var all = await draft.PromisesAsync(municipality, cancellationToken);
        var published = await publications.ListAsync(municipality, cancellationToken);
        var tertials = seesDrafts ? await cube.TertialsWithCasesAsync(municipality, cancellationToken) : [];
        return Describe(
            published,
            [.. tertials.SelectMany(tertial => FollowUpDraft.Covering(tertial, all).Select(promise => (tertial, promise)))],
            all);
    }

    private static IReadOnlyList<FollowUpReference> Describe(
        IReadOnlyList<(Period Period, Guid Promise)> published,
        IReadOnlyList<(Period Period, PromiseChanged Promise)> drafts,
        IReadOnlyList<PromiseChanged> promises)
    {
        var order = promises.Select((promise, index) => (promise.PromiseId, index)).ToDictionary();
        var titles = promises.ToDictionary(promise => promise.PromiseId, promise => promise.Title);
        var all = published.Select(one => (one.Period, one.Promise, State: FollowUpState.Published))
            .Concat(drafts.Select(one => (one.Period, Promise: one.Promise.PromiseId, State: FollowUpState.Draft)))
            .DistinctBy(one => (one.Period.Code, one.Promise))
            .ToList();
        var inPeriod = all.CountBy(one => one.Period.Code).ToDictionary(StringComparer.Ordinal);
        return
        [
            .. all.OrderByDescending(one => one.Period.LastDay)
                .ThenByDescending(one => one.Period.FirstDay)
                .ThenBy(one => order.GetValueOrDefault(one.Promise, int.MaxValue))
                .Select(one => new FollowUpReference(
                    one.Period.Code,
                    one.Period.Name,
                    one.State,
                    one.Promise,
                    titles.GetValueOrDefault(one.Promise, UnknownPromise),
                    IsOneOfSeveral: inPeriod[one.Period.Code] > 1))
        ];
    }

    /// <summary>An adopted promise that is in force on some day of a period.</summary>
    /// <exception cref="NotFoundException">There is no such promise (404).</exception>
    public async Task<PromiseChanged> RequirePromiseAsync(
        string municipality, Guid id, Period period, CancellationToken cancellationToken) =>
        (await draft.PromisesAsync(municipality, cancellationToken)).FirstOrDefault(promise => promise.PromiseId == id) is { } promise
            && promise.FirstDay <= period.LastDay && promise.LastDay >= period.FirstDay
            ? promise
            : throw new NotFoundException($"Ett antaget löfte {id} som gällde under {period.Name}");
}

/// <summary>The follow-up that a reader asks for.</summary>
/// <param name="PromiseId">The promise, or null if no promise covers the period.</param>
/// <param name="IsDraft">Whether only the draft is asked for.</param>
/// <param name="Number">Number of the publication, or null for the latest.</param>
/// <param name="SeesDrafts">Whether the reader works with the promise and may read drafts and all counts.</param>
internal sealed record FollowUpSelection(Guid? PromiseId, bool IsDraft, int? Number, bool SeesDrafts)
{
    private const string DraftVersion = "draft";

    /// <summary>Reads the version in a query.</summary>
    /// <exception cref="InvalidRequestException">The version is neither "draft" nor a number.</exception>
    public static FollowUpSelection Parse(Guid? promiseId, string? version, bool seesDrafts)
    {
        if (string.IsNullOrEmpty(version) || string.Equals(version, DraftVersion, StringComparison.OrdinalIgnoreCase))
        {
            return new FollowUpSelection(promiseId, IsDraft: !string.IsNullOrEmpty(version), Number: null, seesDrafts);
        }

        return int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new FollowUpSelection(promiseId, IsDraft: false, number, seesDrafts)
            : throw RequestErrors.ExceptionFor("version", "version ska vara draft eller numret på en publicering, t.ex. 1.");
    }
}

/// <summary>A follow-up in a list.</summary>
/// <param name="Code">Code of the period.</param>
/// <param name="Name">Swedish name of the period.</param>
/// <param name="State">Published or draft.</param>
/// <param name="PromiseId">The promise.</param>
/// <param name="PromiseTitle">Current title of the promise.</param>
/// <param name="IsOneOfSeveral">Whether other promises have follow-ups of the period, so that an address names the promise.</param>
public sealed record FollowUpReference(
    string Code, string Name, FollowUpState State, Guid PromiseId, string PromiseTitle, bool IsOneOfSeveral = false)
{
    /// <summary>The query that names the promise, or "" if the period is enough.</summary>
    internal string Query => IsOneOfSeveral ? $"?promise={PromiseId}" : "";

    /// <summary>Path of the page in a municipality.</summary>
    internal string PageIn(string municipality) => $"/{municipality}/uppfoljning/{Code}{Query}";
}
