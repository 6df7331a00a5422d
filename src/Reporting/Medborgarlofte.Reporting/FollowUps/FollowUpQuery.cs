using System.Globalization;
using Medborgarlofte.Http;
using Medborgarlofte.ReferenceData;
using Medborgarlofte.Reporting.Cube;
using Medborgarlofte.Reporting.Data;
using Medborgarlofte.Swedish;

namespace Medborgarlofte.Reporting.FollowUps;

/// <summary>Finds follow-ups: what is published goes before what is only a draft.</summary>
internal sealed class FollowUpQuery(ReportingDbContext db, FollowUpDraft draft, FollowUpPublications publications, CubeReader cube)
{
    private const string DraftVersion = "draft";

    /// <summary>The follow-up of a period: the latest publication, the draft where there is none, or the version asked for.</summary>
    /// <param name="reference">The municipality.</param>
    /// <param name="period">The period.</param>
    /// <param name="version">"draft", the number of a publication, or null.</param>
    /// <param name="seesDrafts">Whether the reader may see what is not published.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="NotFoundException">There is no such publication, or only a draft that is not for the reader.</exception>
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
            var errors = new RequestErrors();
            errors.Add("version", "version ska vara draft eller numret på en publicering, t.ex. 1.");
            errors.ThrowIfAny();
        }

        return await publications.FindAsync(municipality, period.Code, number, cancellationToken)
            ?? throw new NotFoundException($"Publicering {number} av uppföljningen");
    }

    /// <summary>The municipality.</summary>
    /// <exception cref="NotFoundException">It is not known.</exception>
    public async Task<MunicipalityReference> MunicipalityAsync(string municipality, CancellationToken cancellationToken) =>
        await MunicipalityReference.FindAsync(db, municipality, cancellationToken) ?? throw new NotFoundException($"Kommunen {municipality}");

    /// <summary>
    /// The periods that are published and, for who may see drafts, the tertials that have both a promise and cases; the
    /// latest first.
    /// </summary>
    public async Task<IReadOnlyList<FollowUpReference>> ListAsync(string municipality, bool seesDrafts, CancellationToken cancellationToken)
    {
        var published = (await publications.PeriodsAsync(municipality, cancellationToken)).ToHashSet(StringComparer.Ordinal);
        var promises = seesDrafts ? await draft.PromisesAsync(municipality, cancellationToken) : [];
        var tertials = (await cube.TertialsWithCasesAsync(municipality, cancellationToken)).Where(tertial => FollowUpDraft.Covering(tertial, promises) is not null);
        return
        [
            .. published.Select(Periods.Parse).Concat(tertials)
                .DistinctBy(period => period.Code)
                .OrderByDescending(period => period.LastDay)
                .ThenByDescending(period => period.FirstDay)
                .Select(period => new FollowUpReference(
                    period.Code, period.Name, published.Contains(period.Code) ? FollowUpState.Published : FollowUpState.Draft))
        ];
    }
}
