using Medborgarlofte.Reporting.SituationalPictures;

namespace Medborgarlofte.Reporting.FollowUps;

/// <summary>Publishes follow-ups and reads publications.</summary>
internal sealed class FollowUpPublications(
    ReportingDbContext db, ReadModelWriter writer, FollowUpDraft draft, ReleaseDisclosure disclosure, TimeProvider time)
{
    /// <summary>
    /// Publishes the draft of a promise under the next number: with all counts for those who work with the promise, and with released
    /// counts for everyone else.
    /// </summary>
    /// <exception cref="ConflictException">
    /// The period is not over, or has no promise or no problem areas, or the figures have changed since a text was written (409).
    /// </exception>
    public async Task<FollowUp> PublishAsync(
        MunicipalityReference reference, Period period, PromiseChanged? promise, DateOnly? on, CancellationToken cancellationToken)
    {
        var municipality = reference.Municipality.Municipality;
        if (reference.Today(time) <= period.LastDay)
        {
            throw new ConflictException(
                "Uppföljningen går inte att publicera förrän perioden är slut: "
                + $"{period.Name} slutar den {SwedishText.Day(period.LastDay)}.");
        }

        FollowUp published = null!;
        await writer.WriteAsync(
            db,
            async () =>
            {
                var now = time.GetUtcNow();
                var view = CountView.All();
                var written = await draft.WriteAsync(reference, period, promise, view, cancellationToken);
                if (written.Promise is null || written.Rows.Count == 0)
                {
                    var missing = written.Promise is null ? "medborgarlöfte" : "problemområden";
                    throw new ConflictException($"Uppföljningen går inte att publicera: perioden saknar {missing}.");
                }

                RequireCurrentTexts(written);
                var latest = await FindAsync(municipality, period.Code, written.Promise.Id, number: null, seesAll: true, cancellationToken);
                published = written with
                {
                    State = FollowUpState.Published,
                    Publication = new Publication((latest?.Publication?.Number ?? 0) + 1, now, DayOf(on, period, latest?.Publication, now)),
                };
                var decided = await disclosure.DecideFollowUpAsync(
                    municipality, view.Recorded, reference.Today(time).AddDays(-1), cancellationToken);
                var released = decided is null
                    ? published.WithheldCounts()
                    : await draft.WriteAsync(reference, period, promise, CountView.Of(decided), cancellationToken) with
                    {
                        State = published.State,
                        Publication = published.Publication,
                    };
                db.ReleasedCells.Add(new ReleasedCells
                {
                    Municipality = municipality,
                    Release = Guid.CreateVersion7(now).ToString(),
                    Cells = SnapshotJson.Write(decided is null ? [] : view.Recorded.Select(count => decided[count.Cell.Key])),
                });
                db.PublishedFollowUps.Add(new PublishedFollowUp
                {
                    Municipality = municipality,
                    Period = period.Code,
                    PromiseId = written.Promise.Id,
                    Number = published.Publication.Number,
                    PublishedAt = now,
                    Snapshot = SnapshotJson.Write(published),
                    Released = SnapshotJson.Write(released),
                });
                await db.SaveChangesAsync(cancellationToken);
            },
            cancellationToken);
        return published;
    }

    // A coordinator's text may mention figures of the generated text that it replaced.
    private static void RequireCurrentTexts(FollowUp written)
    {
        var outdated = written.Rows.Where(row => row.Problem.IsOutdated).ToList();
        if (outdated.Count > 0)
        {
            var conflict = new ConflictException(
                "Uppföljningen går inte att publicera: underlaget har ändrats sedan texten skrevs för "
                + $"{SwedishText.List(outdated.ConvertAll(row => row.Name))}. "
                + "Läs texten mot underlaget och spara den igen, eller återställ den.");
            conflict.Members["rows"] = outdated.ConvertAll(row => new OutdatedRow(row.ProblemAreaId, row.Name));
            throw conflict;
        }
    }

    // A follow-up that was published elsewhere before it was entered keeps that day.
    private static DateOnly DayOf(DateOnly? on, Period period, Publication? latest, DateTimeOffset now)
    {
        var today = SwedishCalendar.DayOf(now);
        var earliest = latest?.On > period.LastDay ? latest.On.Value : period.LastDay.AddDays(1);
        return on is null || (on >= earliest && on <= today)
            ? on ?? today
            : throw RequestErrors.ExceptionFor(
                "on",
                $"on ska vara en dag från den {earliest:yyyy-MM-dd}, efter perioden och tidigare utgåvor, till dagens datum.");
    }

    /// <summary>The publication of a promise and period with a number, or null. Default: the latest publication.</summary>
    public async Task<FollowUp?> FindAsync(
        string municipality, string period, Guid promiseId, int? number, bool seesAll, CancellationToken cancellationToken)
    {
        var found = await Of(municipality, period)
            .Where(published => published.PromiseId == promiseId)
            .Where(published => number == null || published.Number == number)
            .OrderByDescending(published => published.Number)
            .Select(published => new { published.Snapshot, published.Released })
            .FirstOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return null;
        }

        var snapshot = SnapshotJson.Read<FollowUp>(seesAll ? found.Snapshot : found.Released ?? found.Snapshot);
        return seesAll || found.Released is not null ? snapshot : snapshot.WithoutCounts();
    }

    /// <summary>The promises with publications of a period, optionally with a number.</summary>
    public Task<List<Guid>> PromisesAsync(string municipality, string period, int? number, CancellationToken cancellationToken) =>
        Of(municipality, period)
            .Where(published => number == null || published.Number == number)
            .Select(published => published.PromiseId)
            .Distinct()
            .ToListAsync(cancellationToken);

    /// <summary>The published periods of each promise.</summary>
    public async Task<IReadOnlyList<(Period Period, Guid PromiseId)>> ListAsync(string municipality, CancellationToken cancellationToken)
    {
        var published = await db.PublishedFollowUps.Where(published => published.Municipality == municipality)
            .Select(published => new { published.Period, published.PromiseId })
            .Distinct()
            .ToListAsync(cancellationToken);
        return published.ConvertAll(one => (Period.Parse(one.Period), one.PromiseId));
    }

    private IQueryable<PublishedFollowUp> Of(string municipality, string period) =>
        db.PublishedFollowUps.AsNoTracking().Where(published => published.Municipality == municipality && published.Period == period);
}

/// <summary>A row whose text is outdated, in the problem details of a refused publication.</summary>
/// <param name="ProblemAreaId">Public id of the problem area.</param>
/// <param name="Name">Name of the problem area.</param>
internal sealed record OutdatedRow(Guid ProblemAreaId, string Name);
