namespace Medborgarlofte.Reporting.FollowUps;

/// <summary>Publishes follow-ups and reads publications.</summary>
internal sealed class FollowUpPublications(ReportingDbContext db, ReadModelWriter writer, FollowUpDraft draft, TimeProvider time)
{
    /// <summary>Publishes the draft under the next number.</summary>
    /// <exception cref="ConflictException">
    /// The period is not over, or has no promise or no problem areas, or the figures have changed since a text was written (409).
    /// </exception>
    public async Task<FollowUp> PublishAsync(MunicipalityReference reference, Period period, CancellationToken cancellationToken)
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
                var written = await draft.WriteAsync(reference, period, cancellationToken);
                if (written.Promise is null || written.Rows.Count == 0)
                {
                    var missing = written.Promise is null ? "medborgarlöfte" : "problemområden";
                    throw new ConflictException($"Uppföljningen går inte att publicera: perioden saknar {missing}.");
                }

                RequireCurrentTexts(written);
                var latest = await Of(municipality, period.Code).MaxAsync(p => (int?)p.Number, cancellationToken);
                published = written with { State = FollowUpState.Published, Publication = new Publication((latest ?? 0) + 1, now) };
                db.PublishedFollowUps.Add(new PublishedFollowUp
                {
                    Municipality = municipality,
                    Period = period.Code,
                    Number = published.Publication.Number,
                    PublishedAt = now,
                    Snapshot = SnapshotJson.Write(published),
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

    /// <summary>The publication of a period with a number, or null. Default: the latest publication.</summary>
    public async Task<FollowUp?> FindAsync(string municipality, string period, int? number, CancellationToken cancellationToken)
    {
        var snapshot = await Of(municipality, period)
            .Where(published => number == null || published.Number == number)
            .OrderByDescending(published => published.Number)
            .Select(published => published.Snapshot)
            .FirstOrDefaultAsync(cancellationToken);
        return snapshot is null ? null : SnapshotJson.Read<FollowUp>(snapshot);
    }

    /// <summary>The codes of the published periods.</summary>
    public Task<List<string>> PeriodsAsync(string municipality, CancellationToken cancellationToken) =>
        db.PublishedFollowUps.Where(published => published.Municipality == municipality)
            .Select(published => published.Period)
            .Distinct()
            .ToListAsync(cancellationToken);

    private IQueryable<PublishedFollowUp> Of(string municipality, string period) =>
        db.PublishedFollowUps.AsNoTracking().Where(published => published.Municipality == municipality && published.Period == period);
}

/// <summary>A row whose text is outdated, in the problem details of a refused publication.</summary>
/// <param name="ProblemAreaId">Public id of the problem area.</param>
/// <param name="Name">Name of the problem area.</param>
internal sealed record OutdatedRow(Guid ProblemAreaId, string Name);
