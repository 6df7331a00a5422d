using Microsoft.Extensions.Options;

namespace Medborgarlofte.Measures.Measures;

/// <summary>The subscribers to the areas that the problem areas of a measure cover. The audience is the id of the measure.</summary>
internal sealed class AreaSubscribers(IOptions<NoticeSettings> settings) : INoticeAudience<MeasuresDbContext>
{
    public const string NewsKind = "area-news";

    public string Kind => NewsKind;

    public async Task<IReadOnlyList<AudienceMember>> NextAsync(
        MeasuresDbContext db, NoticeMailing mailing, long after, int count, CancellationToken cancellationToken)
    {
        var measureId = Guid.Parse(mailing.Audience);
        var measure = await db.Measures.AsNoTracking().SingleAsync(found => found.PublicId == measureId, cancellationToken);
        var covered = await db.ProblemAreas.AsNoTracking()
            .Where(area => measure.ProblemAreaIds.Contains(area.PublicId))
            .Select(area => area.Areas)
            .ToListAsync(cancellationToken);

        // A later subscription applies to later news only.
        var subscriptions = db.AreaSubscriptions.AsNoTracking()
            .Where(subscription => subscription.Municipality == mailing.Municipality)
            .Where(subscription => subscription.ConfirmedAt <= mailing.CreatedAt && subscription.Id > after);
        if (covered.TrueForAll(areas => areas.Count > 0))
        {
            var codes = covered.SelectMany(areas => areas).Distinct().ToList();
            subscriptions = subscriptions.Where(subscription =>
                subscription.Areas.Count == 0 || subscription.Areas.Any(area => codes.Contains(area)));
        }

        var page = await subscriptions.OrderBy(subscription => subscription.Id).Take(count).ToListAsync(cancellationToken);
        return page.ConvertAll(subscription => new AudienceMember(subscription.Id, subscription.ToRecipient(settings.Value)));
    }
}
