using Medborgarlofte.Reporting.FollowUps;
using Medborgarlofte.Reporting.SituationalPictures;

namespace Medborgarlofte.Reporting.StartPages;

/// <summary>The content of a municipality's start page.</summary>
/// <param name="Municipality">SCB municipality code.</param>
/// <param name="MunicipalityName">Name of the municipality.</param>
/// <param name="Promise">The promise of the shown follow-up, otherwise the latest promise; null if there are no promises.</param>
/// <param name="Picture">The released picture of the latest closed month with cases, or null if there is none.</param>
/// <param name="LatestFollowUp">The latest publication, otherwise the latest draft, or null.</param>
/// <param name="FollowUps">All follow-ups, latest first.</param>
public sealed record StartPageModel(
    string Municipality,
    string MunicipalityName,
    PromiseSummary? Promise,
    SituationalPicture? Picture,
    FollowUp? LatestFollowUp,
    IReadOnlyList<FollowUpReference> FollowUps);

/// <summary>Reads the start page.</summary>
internal sealed class StartPageQuery(
    ReportingDbContext db,
    FollowUpQuery followUps,
    FollowUpDraft draft,
    PromiseSummaryQuery summaries,
    PictureReleases releases)
{
    /// <summary>The start page. Its picture is the same for everyone.</summary>
    public async Task<StartPageModel> ReadAsync(MunicipalityReference reference, bool seesDrafts, CancellationToken cancellationToken)
    {
        var municipality = reference.Municipality.Municipality;
        var all = await followUps.ListAsync(municipality, seesDrafts, cancellationToken);
        var shown = all.FirstOrDefault(followUp => followUp.State == FollowUpState.Published) ?? (all.Count > 0 ? all[0] : null);
        var latest = shown is null
            ? null
            : await followUps.ReadAsync(reference, Period.Parse(shown.Code), version: null, seesDrafts, cancellationToken);

        var picture = await releases.ReadLatestMonthAsync(reference, cancellationToken);
        return new StartPageModel(
            municipality,
            reference.Municipality.Name,
            latest?.Promise ?? await ReadLatestPromiseAsync(reference, cancellationToken),
            picture,
            latest,
            all);
    }

    private async Task<PromiseSummary?> ReadLatestPromiseAsync(MunicipalityReference reference, CancellationToken cancellationToken)
    {
        var promises = await draft.PromisesAsync(reference.Municipality.Municipality, cancellationToken);
        return promises.Count == 0
            ? null
            : await summaries.ReadAsync(
                promises[0], new ReferenceNames(reference), await db.ReadPartyNamesAsync(cancellationToken), cancellationToken);
    }
}
