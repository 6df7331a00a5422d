using Medborgarlofte.Contracts.Incidents;
using Medborgarlofte.Contracts.Measures;
using Medborgarlofte.Domain;
using Medborgarlofte.ReferenceData;
using Medborgarlofte.Reporting.Data;
using Medborgarlofte.Swedish;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.Reporting.FollowUps;

/// <summary>Gathers what follow-ups and the start page show of a promise.</summary>
internal sealed class PromiseSummaryQuery(ReportingDbContext db)
{
    /// <summary>What is shown of a promise.</summary>
    public async Task<PromiseSummary> ReadAsync(PromiseChanged promise, MunicipalityReference reference, Parties parties, CancellationToken cancellationToken) => new(
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
        await SourcesAsync(promise, new Names(reference), cancellationToken),
        [.. (promise.Signatures ?? []).Select(signature => new PromiseSignatureLine(signature.Party, parties.NameOf(signature.Party), signature.Office, signature.SignedOn))],
        await FollowedAsync(promise, cancellationToken));

    private async Task<IReadOnlyList<PromiseSourceLine>> SourcesAsync(PromiseChanged promise, Names names, CancellationToken cancellationToken)
    {
        var lines = new List<PromiseSourceLine>();
        foreach (var source in promise.Sources?.CitizenViews ?? [])
        {
            var period = Periods.Of(source.FirstDay, source.LastDay);
            var views = await CountAsync(promise.Municipality, source, cancellationToken);
            string[] about = [ChannelName(source.Channel), period.Name, .. source.Areas is [] ? (string[])[] : [SwedishText.List([.. source.Areas.Select(names.Area)])]];
            lines.Add(new PromiseSourceLine(PromiseSourceKind.CitizenViews, $"{string.Join(", ", about)}: {ViewsIn(views)}", period, views));
        }

        foreach (var source in promise.Sources?.SituationalPictures ?? [])
        {
            var period = Periods.Of(source.FirstDay, source.LastDay);
            lines.Add(new PromiseSourceLine(PromiseSourceKind.SituationalPicture, $"Lägesbilden för {period.Name}", period, Views: null));
        }

        return lines;
    }

    private async Task<int> CountAsync(string municipality, CitizenViewSource source, CancellationToken cancellationToken)
    {
        var received = await db.Projections.AsNoTracking()
            .Where(projection => projection.Municipality == municipality && projection.Type == nameof(CitizenViewReceived))
            .Where(projection => projection.FirstDay >= source.FirstDay && projection.FirstDay <= source.LastDay)
            .ToListAsync(cancellationToken);
        return received.Select(projection => projection.Read<CitizenViewReceived>()).Count(view =>
            (source.Channel is null || view.Channel == source.Channel)
            && (source.Areas is [] || source.Areas.Contains(view.Area ?? "", StringComparer.Ordinal)));
    }

    private async Task<PromiseReference?> FollowedAsync(PromiseChanged promise, CancellationToken cancellationToken)
    {
        if (promise.FollowsPromiseId is not { } earlierId)
        {
            return null;
        }

        var earlier = (await db.Projections.AsNoTracking()
            .SingleOrDefaultAsync(projection => projection.Type == nameof(PromiseChanged) && projection.Id == earlierId, cancellationToken))?.Read<PromiseChanged>();
        return earlier is null ? null : new PromiseReference(earlier.PromiseId, earlier.Title, earlier.FirstDay, earlier.LastDay);
    }

    private static string ChannelName(CitizenViewChannel? channel) => channel switch
    {
        CitizenViewChannel.Dialogue => "Medborgardialog",
        CitizenViewChannel.Survey => "Trygghetsmätning",
        CitizenViewChannel.SafetyWalk => "Trygghetsvandring",
        CitizenViewChannel.WebForm => "Webbformulär",
        _ => "Åsikter från alla håll",
    };

    private static string ViewsIn(int count) => count switch
    {
        0 => "inga enskilda åsikter är införda",
        _ when Pages.SmallCells.IsSmall(count) => "enstaka åsikter",
        _ => $"{SwedishText.Number(count)} åsikter",
    };
}
