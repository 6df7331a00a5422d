using Medborgarlofte.ReferenceData;
using Medborgarlofte.Reporting.Cube;
using Medborgarlofte.Reporting.Data;
using Medborgarlofte.Reporting.SituationalPictures;

namespace Medborgarlofte.Reporting.FollowUps;

/// <summary>What the public start page of a municipality shows.</summary>
/// <param name="Municipality">SCB municipality code.</param>
/// <param name="MunicipalityName">Name of the municipality.</param>
/// <param name="Promise">The promise of the follow-up shown, otherwise the latest one; null where there is none.</param>
/// <param name="Picture">The situational picture of the 30 days up to the latest report.</param>
/// <param name="LatestFollowUp">The latest published follow-up, otherwise the draft of the latest tertial with a promise and cases; null where there is neither.</param>
/// <param name="FollowUps">All follow-ups, the latest first.</param>
public sealed record StartPageModel(
    string Municipality,
    string MunicipalityName,
    PromiseSummary? Promise,
    SituationalPicture Picture,
    FollowUp? LatestFollowUp,
    IReadOnlyList<FollowUpReference> FollowUps);

/// <summary>A follow-up in a list.</summary>
/// <param name="Code">Code of the period.</param>
/// <param name="Name">Swedish name of the period.</param>
/// <param name="State">Published, or still a draft.</param>
public sealed record FollowUpReference(string Code, string Name, FollowUpState State);

/// <summary>Gathers the start page.</summary>
internal sealed class StartPageQuery(
    ReportingDbContext db,
    FollowUpQuery followUps,
    FollowUpDraft draft,
    PromiseSummaryQuery summaries,
    SituationalPictureQuery pictures,
    CubeReader cube,
    TimeProvider time)
{
    private const int PictureDays = 30;

    /// <summary>The start page. The data may be years old: it goes by the latest report, not by the calendar.</summary>
    public async Task<StartPageModel> ReadAsync(MunicipalityReference reference, bool seesDrafts, CancellationToken cancellationToken)
    {
        var municipality = reference.Municipality.Municipality;
        var all = await followUps.ListAsync(municipality, seesDrafts, cancellationToken);
        var shown = all.FirstOrDefault(followUp => followUp.State == FollowUpState.Published) ?? (all.Count > 0 ? all[0] : null);
        var latest = shown is null
            ? null
            : await followUps.ReadAsync(reference, Periods.Parse(shown.Code), version: null, seesDrafts, cancellationToken);

        var lastDay = await cube.LastReportedOnAsync(municipality, cancellationToken) ?? Days.Of(time.GetUtcNow());
        var picture = await pictures.ReadAsync(reference, Periods.Range(lastDay.AddDays(1 - PictureDays), lastDay), cancellationToken);
        return new StartPageModel(
            municipality,
            reference.Municipality.Name,
            latest?.Promise ?? await LatestPromiseAsync(reference, cancellationToken),
            picture,
            latest,
            all);
    }

    private async Task<PromiseSummary?> LatestPromiseAsync(MunicipalityReference reference, CancellationToken cancellationToken)
    {
        var promises = await draft.PromisesAsync(reference.Municipality.Municipality, cancellationToken);
        return promises.Count == 0
            ? null
            : await summaries.ReadAsync(promises[0], reference, new Parties(await MunicipalityReference.ListAsync(db, cancellationToken)), cancellationToken);
    }
}
