namespace Medborgarlofte.Measures.Measures;

/// <summary>
/// Mails news about a measure (återkoppling) to the mailboxes of the parties that own or perform it or own its promises, and to
/// the subscribers of its areas.
/// </summary>
internal static class MeasureNotices
{
    // What happened longer ago is history when it is entered.
    private const int NewsDays = 31;

    /// <summary>
    /// Adds the notices of the change that an event records. They are saved together with the change and sent afterwards. A change that
    /// happened more than 31 days before it is entered is no news, nor are new terms of a measure whose promises ended so long ago.
    /// </summary>
    public static async Task AddAsync(
        MeasuresDbContext db, Measure measure, MeasureChange change, Guid reason, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var reference = await db.RequireMunicipalityAsync(measure.Municipality, cancellationToken);
        var firstDay = reference.DayOf(now).AddDays(-NewsDays);
        if (change.News is not { } news || change.On < firstDay)
        {
            return;
        }

        var municipality = reference.Municipality.Name;
        var rows = await db.ProblemAreas.AsNoTracking()
            .Where(area => measure.ProblemAreaIds.Contains(area.PublicId))
            .Select(area => new { area.Name, area.PromiseId })
            .ToListAsync(cancellationToken);
        var promises = rows.Select(row => row.PromiseId).Distinct().ToList();
        var owning = await db.Promises.AsNoTracking()
            .Where(promise => promises.Contains(promise.PublicId))
            .Select(promise => new { promise.PublicId, promise.Title, promise.Owners, promise.IsDraft, promise.LastDay })
            .ToListAsync(cancellationToken);
        if (news == MeasureNews.Changed && change.On is null && owning.TrueForAll(promise => promise.LastDay < firstDay))
        {
            return;
        }

        var parties = owning.SelectMany(promise => promise.Owners)
            .Concat(measure.Performers).Append(measure.OwnerParty).Distinct().ToList();
        var contacts = await db.PartyContacts.AsNoTracking()
            .Where(contact => contact.Municipality == measure.Municipality && parties.Contains(contact.Party))
            .ToListAsync(cancellationToken);

        var (kind, subject) = news switch
        {
            MeasureNews.Decided => ("measure-decided", "Beslutad åtgärd"),
            MeasureNews.Completed => ("measure-completed", "Genomförd åtgärd"),
            _ => ("measure-changed", "Ändrad åtgärd"),
        };
        var content = ContentOf(rows.ConvertAll(row => row.Name), owning.ConvertAll(promise => promise.Title));
        foreach (var contact in contacts)
        {
            var recipient = new NoticeRecipient(contact.Party, contact.Address, "Brevet går till parterna bakom medborgarlöftet.");
            db.AddNotice(content, recipient, now);
        }

        // The public does not know a draft, nor the problem areas in it.
        if (owning.Count > 0 && owning.TrueForAll(promise => promise.IsDraft))
        {
            return;
        }

        var subscriptions = db.AreaSubscriptions.Where(subscription => subscription.Municipality == measure.Municipality);
        if (await subscriptions.AnyAsync(subscription => subscription.ConfirmedAt != null, cancellationToken))
        {
            var adopted = owning.FindAll(promise => !promise.IsDraft);
            var known = rows.FindAll(row => adopted.Exists(promise => promise.PublicId == row.PromiseId));
            var open = ContentOf(known.ConvertAll(row => row.Name), adopted.ConvertAll(promise => promise.Title));
            db.AddMailing(open with { Kind = AreaSubscribers.NewsKind }, measure.PublicId.ToString(), now);
        }

        NoticeContent ContentOf(List<string> problemAreas, List<string> titles) => new(
            measure.Municipality,
            kind,
            reason,
            $"{subject}: {measure.Title}",
            TextOf(measure, news == MeasureNews.Decided, municipality, problemAreas, titles));
    }

    private static string TextOf(
        Measure measure, bool isDecision, string municipality, List<string> problemAreas, List<string> promises)
    {
        var lines = new List<string>
        {
            $"Åtgärden ”{measure.Title}” i {SwedishText.MunicipalityInFull(municipality)} "
                + (isDecision ? "är beslutad." : StatusOf(measure) + "."),
            "",
            $"{(problemAreas.Count == 1 ? "Problemområde" : "Problemområden")}: {string.Join(", ", problemAreas)}",
        };
        if (promises.Count > 0)
        {
            lines.Add($"Medborgarlöfte: {SwedishText.List([.. promises.Order(SwedishText.Alphabet)])}");
        }

        if (measure.Planned is { } planned && measure.Status is MeasureStatus.Decided or MeasureStatus.Planned)
        {
            lines.Add($"Planeras till: {TextOf(planned)}");
        }

        if (measure.EndsOn is { } last && !MeasureLifecycle.IsOver(measure.Status))
        {
            lines.Add($"Pågår till och med: {SwedishText.Day(last)}");
        }

        return string.Join('\n', lines);
    }

    private static string StatusOf(Measure measure)
    {
        var moved = measure.StatusChanges is [.., var latest] ? $" den {SwedishText.Day(latest.On)}" : "";
        return measure.Status switch
        {
            MeasureStatus.Completed => $"är genomförd{moved}",
            MeasureStatus.Evaluated => "är utvärderad",
            MeasureStatus.Paused => $"är pausad{moved}",
            MeasureStatus.Hindered when measure.Hindrance?.NewDate is { } day =>
                $"är hindrad och väntas kunna tas upp den {SwedishText.Day(day)}",
            MeasureStatus.Hindered => "är hindrad tills vidare",
            MeasureStatus.Cancelled => $"avbröts{moved}",
            MeasureStatus.Started when measure.StartedOn is { } day => $"pågår sedan den {SwedishText.Day(day)}",
            MeasureStatus.Started => "pågår",
            MeasureStatus.Planned => "är planerad",
            _ => "har ändrats",
        };
    }

    private static string TextOf(PlannedTime planned) => planned.Precision switch
    {
        PlannedPrecision.Month => SwedishText.Month(planned.FirstDay),
        PlannedPrecision.Quarter => $"kvartal {((planned.FirstDay.Month - 1) / 3) + 1} {planned.FirstDay.Year}",
        _ => SwedishText.Day(planned.FirstDay),
    };
}
