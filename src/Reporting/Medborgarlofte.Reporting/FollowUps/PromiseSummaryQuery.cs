using Medborgarlofte.Contracts.Incidents;
using Medborgarlofte.Domain;
using Medborgarlofte.Reporting.Projections;
using Medborgarlofte.Reporting.SituationalPictures;

namespace Medborgarlofte.Reporting.FollowUps;

/// <summary>Reads the summary of a promise.</summary>
internal sealed class PromiseSummaryQuery(ReportingDbContext db, PictureReleases pictures)
{
    /// <summary>The summary of a promise.</summary>
    public async Task<PromiseSummary> ReadAsync(
        PromiseChanged promise, ReferenceNames names, PartyNames parties, CountView view, CancellationToken cancellationToken) => new(
        promise.PromiseId,
        promise.Title,
        promise.Goal,
        promise.Owners,
        parties.NamesOf(promise.Owners),
        promise.FirstDay,
        promise.LastDay,
        promise.RestsOnCitizenViews,
        promise.RestsOnSituationalPicture,
        [.. PromiseWarnings.Of(promise)],
        await ReadSourcesAsync(promise, names, view, cancellationToken),
        [
            .. (promise.Signatures ?? []).Select(signature => new PromiseSignatureLine(
                signature.Party, parties.NameOf(signature.Party), signature.Office, signature.SignedOn))
        ],
        await ReadFollowedAsync(promise, cancellationToken),
        promise.Withdrawal);

    private async Task<IReadOnlyList<PromiseSourceLine>> ReadSourcesAsync(
        PromiseChanged promise, ReferenceNames names, CountView view, CancellationToken cancellationToken)
    {
        var lines = new List<PromiseSourceLine>();
        foreach (var source in promise.Sources?.CitizenViews ?? [])
        {
            var period = Period.Of(source.FirstDay, source.LastDay);
            var views = view.Find(CellOf(source), await CountViewsAsync(promise.Municipality, source, cancellationToken));
            var description = $"{ChannelName(source.Channel)}, {period.Name}";
            if (source.Areas.Count > 0)
            {
                description += ", " + SwedishText.List([.. source.Areas.Select(names.Area)]);
            }

            lines.Add(new PromiseSourceLine(PromiseSourceKind.CitizenViews, $"{description}: {ViewsIn(views)}", period, views));
        }

        foreach (var source in promise.Sources?.SituationalPictures ?? [])
        {
            var period = Period.Of(source.FirstDay, source.LastDay);
            lines.Add(new PromiseSourceLine(
                PromiseSourceKind.SituationalPicture,
                $"Lägesbilden för {period.Name}",
                period,
                Views: null,
                period.IsMonthOrLonger() && await pictures.HasDataAsync(promise.Municipality, period.FirstDay.Year, cancellationToken)));
        }

        return lines;
    }

    private static PublicCell CellOf(CitizenViewSource source) => PublicCell.Of(
        PublicTable.Views,
        source.FirstDay,
        source.LastDay,
        new CaseSelection(source.Areas, source.Channel is { } channel ? [ApiJson.CodeOf(channel)] : []));

    private async Task<int> CountViewsAsync(string municipality, CitizenViewSource source, CancellationToken cancellationToken)
    {
        var views = await db.ReadProjectedAsync<CitizenViewReceived>(municipality, cancellationToken, source.FirstDay, source.LastDay);
        return views.Count(view =>
            (source.Channel is null || view.Channel == source.Channel)
            && (source.Areas is [] || source.Areas.Contains(view.Area ?? "", StringComparer.Ordinal)));
    }

    private async Task<PromiseReference?> ReadFollowedAsync(PromiseChanged promise, CancellationToken cancellationToken) =>
        promise.FollowsPromiseId is { } id
        && await db.FindProjectedAsync<PromiseChanged>(promise.Municipality, id, cancellationToken) is { } earlier
            ? new PromiseReference(earlier.PromiseId, earlier.Title, earlier.FirstDay, earlier.LastDay)
            : null;

    private static string ChannelName(CitizenViewChannel? channel) => channel switch
    {
        CitizenViewChannel.Dialogue => "Medborgardialog",
        CitizenViewChannel.Survey => "Trygghetsmätning",
        CitizenViewChannel.SafetyWalk => "Trygghetsvandring",
        CitizenViewChannel.WebForm => "Webbformulär",
        _ => "Åsikter från alla håll",
    };

    private static string ViewsIn(int? count) => count switch
    {
        0 => "inga enskilda åsikter är införda",
        1 => "1 åsikt",
        _ => $"{count.NumberOrSome()} åsikter",
    };
}
