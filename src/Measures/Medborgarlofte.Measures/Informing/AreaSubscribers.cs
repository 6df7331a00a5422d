using Medborgarlofte.Mail;
using Medborgarlofte.Measures.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Medborgarlofte.Measures.Informing;

/// <summary>Those who subscribe to an area that a measure's problem areas cover. The audience is the measure's id.</summary>
internal sealed class AreaSubscribers(IOptions<NoticeSettings> settings) : INoticeAudience<MeasuresDbContext>
{
    public const string NewsKind = "area-news";

    public string Kind => NewsKind;

    public async Task<IReadOnlyList<AudienceMember>> NextAsync(
        MeasuresDbContext db, NoticeMailing mailing, long after, int count, CancellationToken cancellationToken)
    {
        var measureId = Guid.Parse(mailing.Audience);
        var measure = await db.Measures.AsNoTracking().SingleAsync(found => found.PublicId == measureId, cancellationToken);
        var covered = await db.ProblemAreas.AsNoTracking().Where(area => measure.ProblemAreaIds.Contains(area.PublicId)).Select(area => area.Areas).ToListAsync(cancellationToken);

        // Who has asked after it was decided is told of the next.
        var subscriptions = db.AreaSubscriptions.AsNoTracking()
            .Where(subscription => subscription.Municipality == mailing.Municipality && subscription.ConfirmedAt <= mailing.CreatedAt && subscription.Id > after);
        if (covered.TrueForAll(areas => areas.Count > 0))
        {
            var codes = covered.SelectMany(areas => areas).Distinct().ToList();
            subscriptions = subscriptions.Where(subscription => subscription.Areas.Count == 0 || subscription.Areas.Any(area => codes.Contains(area)));
        }

        var page = await subscriptions.OrderBy(subscription => subscription.Id).Take(count).ToListAsync(cancellationToken);
        return page.ConvertAll(subscription => new AudienceMember(subscription.Id, subscription.ToRecipient(settings.Value)));
    }
}
