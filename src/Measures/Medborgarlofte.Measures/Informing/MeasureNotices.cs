using System.Globalization;
using Medborgarlofte.Contracts.Measures;
using Medborgarlofte.Http;
using Medborgarlofte.Mail;
using Medborgarlofte.Measures.Data;
using Medborgarlofte.Swedish;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.Measures.Informing;

/// <summary>
/// Informing those concerned (återkoppling): what happens with a measure from its decision on is told to the parties that own and
/// perform it or have made the promise, and to who subscribes to the area. Decided in the same save as the measure, once per event.
/// </summary>
internal static class MeasureNotices
{
    private const string Decided = "measure-decided";
    private const string Changed = "measure-changed";
    private const string Completed = "measure-completed";

    private static readonly CultureInfo Swedish = CultureInfo.GetCultureInfo("sv-SE");

    /// <summary>Adds the notices of a measure's change to the save that makes it.</summary>
    /// <param name="db">The database, in which the measure is changed and not yet saved.</param>
    /// <param name="measure">The measure.</param>
    /// <param name="reason">Id of the event that the change is recorded as.</param>
    /// <param name="now">The time now.</param>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    public static async Task AddAsync(MeasuresDbContext db, Measure measure, Guid reason, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (KindOf(db, measure) is not { } kind)
        {
            return;
        }

        var municipality = (await db.RequireMunicipalityAsync(measure.Municipality, cancellationToken)).Municipality.Name;
        var rows = await db.ProblemAreas.AsNoTracking()
            .Where(area => measure.ProblemAreaIds.Contains(area.PublicId))
            .Select(area => new { area.Name, area.PromiseId })
            .ToListAsync(cancellationToken);
        var promises = rows.Select(row => row.PromiseId).Distinct().ToList();
        var owners = await db.Promises.AsNoTracking().Where(promise => promises.Contains(promise.PublicId)).Select(promise => promise.Owners).ToListAsync(cancellationToken);
        var parties = owners.SelectMany(party => party).Concat(measure.Performers).Append(measure.OwnerParty).Distinct().ToList();
        var contacts = await db.PartyContacts.AsNoTracking()
            .Where(contact => contact.Municipality == measure.Municipality && parties.Contains(contact.Party))
            .ToListAsync(cancellationToken);

        var content = new NoticeContent(
            measure.Municipality, kind, reason, SubjectOf(kind, measure), TextOf(measure, kind, municipality, rows.ConvertAll(row => row.Name)));
        foreach (var contact in contacts)
        {
            db.AddNotice(content, new NoticeRecipient(contact.Party, contact.Address, "Brevet går till parterna bakom medborgarlöftet."), now);
        }

        if (await db.AreaSubscriptions.AnyAsync(subscription => subscription.Municipality == measure.Municipality && subscription.ConfirmedAt != null, cancellationToken))
        {
            db.AddMailing(content with { Kind = AreaSubscribers.NewsKind }, measure.PublicId.ToString(), now);
        }
    }

    // A proposal concerns nobody yet. What had begun before it was entered is history and no news.
    private static string? KindOf(MeasuresDbContext db, Measure measure)
    {
        var entry = db.Entry(measure);
        var to = measure.Status;
        if (entry.State == EntityState.Added)
        {
            return to is MeasureStatus.Decided or MeasureStatus.Planned ? Decided : null;
        }

        var from = entry.Property(m => m.Status).OriginalValue;
        if (from == to)
        {
            var says = entry.Properties.Any(property => property.IsModified && property.Metadata.Name != nameof(Measure.Version));
            return says && to is not (MeasureStatus.Proposed or MeasureStatus.Evaluated) && !MeasureLifecycle.IsOver(to) ? Changed : null;
        }

        return to switch
        {
            MeasureStatus.Decided => Decided,
            MeasureStatus.Completed => Completed,
            _ => from == MeasureStatus.Proposed ? null : Changed,
        };
    }

    private static string SubjectOf(string kind, Measure measure) => kind switch
    {
        Decided => $"Beslutad åtgärd: {measure.Title}",
        Completed => $"Genomförd åtgärd: {measure.Title}",
        _ => $"Ändrad åtgärd: {measure.Title}",
    };

    private static string TextOf(Measure measure, string kind, string municipality, List<string> problemAreas)
    {
        var lines = new List<string>
        {
            $"Åtgärden ”{measure.Title}” i {SwedishText.MunicipalityInFull(municipality)} {WordsOf(measure, kind)}.",
            "",
            $"{(problemAreas.Count == 1 ? "Problemområde" : "Problemområden")}: {string.Join(", ", problemAreas)}",
        };
        if (measure.Planned is { } planned && measure.Status is MeasureStatus.Decided or MeasureStatus.Planned)
        {
            lines.Add($"Planeras till: {WordsOf(planned)}");
        }

        if (measure.EndsOn is { } last && !MeasureLifecycle.IsOver(measure.Status))
        {
            lines.Add($"Pågår till och med: {WordsOf(last)}");
        }

        return string.Join('\n', lines);
    }

    private static string WordsOf(Measure measure, string kind)
    {
        var moved = measure.StatusChanges is [.., var latest] ? $" den {WordsOf(latest.On)}" : "";
        return measure.Status switch
        {
            _ when kind == Decided => "är beslutad",
            MeasureStatus.Completed => $"är genomförd{moved}",
            MeasureStatus.Evaluated => "är utvärderad",
            MeasureStatus.Paused => $"är pausad{moved}",
            MeasureStatus.Hindered => measure.Hindrance?.NewDate is { } day ? $"är hindrad och väntas kunna tas upp den {WordsOf(day)}" : "är hindrad tills vidare",
            MeasureStatus.Cancelled => $"avbröts{moved}",
            MeasureStatus.Started => measure.StartedOn is { } day ? $"pågår sedan den {WordsOf(day)}" : "pågår",
            MeasureStatus.Planned => "är planerad",
            _ => "har ändrats",
        };
    }

    private static string WordsOf(DateOnly day) => day.ToString("d MMMM yyyy", Swedish);

    private static string WordsOf(PlannedTime planned) => planned.Precision switch
    {
        PlannedPrecision.Month => planned.FirstDay.ToString("MMMM yyyy", Swedish),
        PlannedPrecision.Quarter => string.Create(Swedish, $"kvartal {((planned.FirstDay.Month - 1) / 3) + 1} {planned.FirstDay.Year}"),
        _ => WordsOf(planned.FirstDay),
    };
}
