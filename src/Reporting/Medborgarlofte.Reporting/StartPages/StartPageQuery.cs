using Medborgarlofte.Reporting.FollowUps;
using Medborgarlofte.Reporting.SituationalPictures;

namespace Medborgarlofte.Reporting.StartPages;

/// <summary>The content of a municipality's start page.</summary>
/// <param name="Municipality">SCB municipality code.</param>
/// <param name="MunicipalityName">Name of the municipality.</param>
/// <param name="Promises">The promises in force today and those of the shown follow-ups, otherwise the latest promise.</param>
/// <param name="Picture">The released picture of the latest closed month with cases, or null if there is none.</param>
/// <param name="LatestFollowUps">The publications of the latest published period, one for each promise, otherwise its drafts.</param>
/// <param name="FollowUps">All follow-ups, latest first.</param>
public sealed record StartPageModel(
    string Municipality,
    string MunicipalityName,
    IReadOnlyList<PromiseSummary> Promises,
    SituationalPicture? Picture,
    IReadOnlyList<FollowUp> LatestFollowUps,
    IReadOnlyList<FollowUpReference> FollowUps);

/// <summary>Reads the start page.</summary>
internal sealed class StartPageQuery(
    ReportingDbContext db,
    FollowUpQuery followUps,
    FollowUpDraft draft,
    PromiseSummaryQuery summaries,
    PictureReleases releases,
    TimeProvider time)
{
    /// <summary>The start page. Its picture is the same for everyone.</summary>
    public async Task<StartPageModel> ReadAsync(MunicipalityReference reference, bool seesDrafts, CancellationToken cancellationToken)
    {
        var municipality = reference.Municipality.Municipality;
        var all = await followUps.ListAsync(municipality, seesDrafts, cancellationToken);
        var first = all.FirstOrDefault(followUp => followUp.State == FollowUpState.Published) ?? (all is [var newest, ..] ? newest : null);
        var latest = new List<FollowUp>();
        foreach (var shown in all.Where(followUp => followUp.Code == first?.Code && followUp.State == first.State))
        {
            latest.Add(await followUps.ReadAsync(
                reference,
                Period.Parse(shown.Code),
                FollowUpSelection.Parse(shown.PromiseId, version: null, seesDrafts),
                cancellationToken));
        }

        var promises = await ReadPromisesAsync(
            reference,
            [.. latest.Select(followUp => followUp.Promise).OfType<PromiseSummary>()],
            seesDrafts ? CountView.All() : CountView.None(),
            cancellationToken);
        return new StartPageModel(
            municipality,
            reference.Municipality.Name,
            seesDrafts ? promises : [.. promises.Select(promise => promise.ForResidents())],
            await releases.ReadLatestMonthAsync(reference, cancellationToken),
            latest,
            all);
    }

    private async Task<IReadOnlyList<PromiseSummary>> ReadPromisesAsync(
        MunicipalityReference reference,
        IReadOnlyList<PromiseSummary> followedUp,
        CountView view,
        CancellationToken cancellationToken)
    {
        var all = await draft.PromisesAsync(reference.Municipality.Municipality, cancellationToken);
        var today = reference.Today(time);
        var inForce = all.Where(promise =>
            promise.FirstDay <= today && promise.LastDay >= today && promise.Status != PromiseStatus.Withdrawn).ToList();
        if (inForce.Count == 0 && followedUp.Count == 0)
        {
            inForce = [.. all.Take(1)];
        }

        var names = new ReferenceNames(reference);
        var parties = await db.ReadPartyNamesAsync(reference, cancellationToken);
        var promises = new List<PromiseSummary>();
        foreach (var promise in inForce.Where(promise => followedUp.All(shown => shown.Id != promise.PromiseId)))
        {
            promises.Add(await summaries.ReadAsync(promise, names, parties, view, cancellationToken));
        }

        return [.. promises, .. followedUp];
    }
}
