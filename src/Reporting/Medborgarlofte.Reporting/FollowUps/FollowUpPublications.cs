using Medborgarlofte.Http;
using Medborgarlofte.ReferenceData;
using Medborgarlofte.Reporting.Data;
using Medborgarlofte.Swedish;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.Reporting.FollowUps;

/// <summary>Freezes follow-ups and finds the frozen ones.</summary>
internal sealed class FollowUpPublications(ReportingDbContext db, OneWriter writer, FollowUpDraft draft, TimeProvider time)
{
    /// <summary>Publishes the draft as it is now, under the next number.</summary>
    /// <exception cref="ConflictException">There is no promise, or no row, to follow up.</exception>
    public async Task<FollowUp> PublishAsync(MunicipalityReference reference, Period period, CancellationToken cancellationToken)
    {
        var municipality = reference.Municipality.Municipality;
        FollowUp published = null!;
        await writer.WriteAsync(
            db,
            async () =>
            {
                var now = time.GetUtcNow();
                var written = await draft.WriteAsync(reference, period, cancellationToken);
                if (written.Promise is null || written.Rows.Count == 0)
                {
                    throw new ConflictException(
                        "Uppföljningen går inte att publicera: perioden saknar " + (written.Promise is null ? "medborgarlöfte." : "problemområden."));
                }

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

    /// <summary>A publication of a period, the latest unless a number is given; null where there is none.</summary>
    public async Task<FollowUp?> FindAsync(string municipality, string period, int? number, CancellationToken cancellationToken)
    {
        var snapshot = await Of(municipality, period)
            .Where(published => number == null || published.Number == number)
            .OrderByDescending(published => published.Number)
            .Select(published => published.Snapshot)
            .FirstOrDefaultAsync(cancellationToken);
        return snapshot is null ? null : SnapshotJson.Read<FollowUp>(snapshot);
    }

    /// <summary>The codes of the periods that have been published.</summary>
    public Task<List<string>> PeriodsAsync(string municipality, CancellationToken cancellationToken) =>
        db.PublishedFollowUps.Where(published => published.Municipality == municipality)
            .Select(published => published.Period)
            .Distinct()
            .ToListAsync(cancellationToken);

    private IQueryable<PublishedFollowUp> Of(string municipality, string period) =>
        db.PublishedFollowUps.AsNoTracking().Where(published => published.Municipality == municipality && published.Period == period);
}
