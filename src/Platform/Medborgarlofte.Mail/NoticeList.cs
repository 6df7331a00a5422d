using Medborgarlofte.Http;
using Medborgarlofte.Persistence;

namespace Medborgarlofte.Mail;

/// <summary>A notice. The recipient is identified by code, never by address.</summary>
/// <param name="Id">Id of the notice; the mail's Message-ID starts with it.</param>
/// <param name="Kind">Kind of the notice.</param>
/// <param name="Reason">Id of the event that caused the notice.</param>
/// <param name="Recipient">Code of the recipient: a party or a subscription.</param>
/// <param name="Subject">Subject line.</param>
/// <param name="State">State of the notice.</param>
/// <param name="Failure">Code of the latest failure, e.g. <c>refused-550</c>, <c>mail-server-unreachable</c> or <c>too-old</c>.</param>
/// <param name="Attempts">Number of failed attempts caused by the message itself.</param>
/// <param name="CreatedAt">When the notice was created.</param>
/// <param name="NextAttemptAt">Time of the next attempt; null when sent, failed or stopped.</param>
/// <param name="EndedAt">When the notice was sent, failed or stopped.</param>
public sealed record NoticeResponse(
    Guid Id,
    string Kind,
    Guid Reason,
    string Recipient,
    string Subject,
    NoticeState State,
    string? Failure,
    int Attempts,
    DateTimeOffset CreatedAt,
    DateTimeOffset? NextAttemptAt,
    DateTimeOffset? EndedAt);

/// <summary>Reads the notices of a municipality.</summary>
public static class NoticeList
{
    /// <summary>A page of a municipality's notices, latest first.</summary>
    /// <exception cref="InvalidRequestException">Page or limit is out of range.</exception>
    public static Task<PageOf<NoticeResponse>> ReadNoticesAsync(
        this ModuleDbContext db, string municipality, NoticeState? state, Paging paging, CancellationToken cancellationToken) =>
        db.Set<Notice>()
            .Where(notice => notice.Municipality == municipality && (state == null || notice.State == state))
            .OrderByDescending(notice => notice.Id)
            .Select(notice => new NoticeResponse(
                notice.PublicId,
                notice.Kind,
                notice.Reason,
                notice.Recipient,
                notice.Subject,
                notice.State,
                notice.Failure,
                notice.Attempts,
                notice.CreatedAt,
                notice.State == NoticeState.Waiting ? notice.DueAt : null,
                notice.EndedAt))
            .ToPageAsync(paging, cancellationToken);
}
