namespace Medborgarlofte.Reporting.FollowUps;

/// <summary>Reads follow-ups. A publication takes precedence over the draft.</summary>
internal sealed class FollowUpQuery(FollowUpDraft draft, FollowUpPublications publications, CubeReader cube)
{
    private const string DraftVersion = "draft";

    /// <summary>
    /// The follow-up of a period: the requested version ("draft" or the number of a publication), otherwise the latest publication,
    /// otherwise the draft.
    /// </summary>
    /// <exception cref="NotFoundException">There is no such publication, or only a draft that the reader may not read.</exception>
    public async Task<FollowUp> ReadAsync(
        MunicipalityReference reference, Period period, string? version, bool seesDrafts, CancellationToken cancellationToken)
    {
        var municipality = reference.Municipality.Municipality;
        var wantsDraft = string.Equals(version, DraftVersion, StringComparison.OrdinalIgnoreCase);
        if (string.IsNullOrEmpty(version) || wantsDraft)
        {
            var published = wantsDraft ? null : await publications.FindAsync(municipality, period.Code, number: null, cancellationToken);
            return published ?? (seesDrafts
                ? await draft.WriteAsync(reference, period, cancellationToken)
                : throw new NotFoundException($"En publicerad uppföljning av {period.Name}"));
        }

        if (!int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            throw RequestErrors.ExceptionFor("version", "version ska vara draft eller numret på en publicering, t.ex. 1.");
        }

        return await publications.FindAsync(municipality, period.Code, number, cancellationToken)
            ?? throw new NotFoundException($"Publicering {number} av uppföljningen");
    }

    /// <summary>The published periods and, for readers of drafts, the tertials that have both a promise and cases; latest first.</summary>
    public async Task<IReadOnlyList<FollowUpReference>> ListAsync(string municipality, bool seesDrafts, CancellationToken cancellationToken)
    {
        var published = (await publications.PeriodsAsync(municipality, cancellationToken)).ToHashSet(StringComparer.Ordinal);
        var promises = seesDrafts ? await draft.PromisesAsync(municipality, cancellationToken) : [];
        var tertials = await cube.TertialsWithCasesAsync(municipality, cancellationToken);
        return
        [
            .. published.Select(Period.Parse)
                .Concat(tertials.Where(tertial => FollowUpDraft.Covering(tertial, promises) is not null))
                .DistinctBy(period => period.Code)
                .OrderByDescending(period => period.LastDay)
                .ThenByDescending(period => period.FirstDay)
                .Select(period => new FollowUpReference(
                    period.Code, period.Name, published.Contains(period.Code) ? FollowUpState.Published : FollowUpState.Draft))
        ];
    }
}

/// <summary>A follow-up in a list.</summary>
/// <param name="Code">Code of the period.</param>
/// <param name="Name">Swedish name of the period.</param>
/// <param name="State">Published or draft.</param>
public sealed record FollowUpReference(string Code, string Name, FollowUpState State);
