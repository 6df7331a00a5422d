using Medborgarlofte.Events;
using Medborgarlofte.Http;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Medborgarlofte.Swedish;

namespace Medborgarlofte.Mail;

/// <summary>How it goes with a notice. Who has it is told by code; no address is ever shown.</summary>
/// <param name="Id">Id of the notice; the mail's Message-ID begins with it.</param>
/// <param name="Kind">What sort of notice it is.</param>
/// <param name="Reason">Id of the event that gave rise to it.</param>
/// <param name="Recipient">Code of the recipient: a party's, or a subscription's.</param>
/// <param name="Subject">Subject line.</param>
/// <param name="State">How it goes.</param>
/// <param name="Failure">Code of why the latest attempt failed or why it was given up, such as <c>refused-550</c>, <c>mail-server-unreachable</c> or <c>too-old</c>.</param>
/// <param name="Attempts">How many times the message itself has been tried in vain.</param>
/// <param name="CreatedAt">When it was decided.</param>
/// <param name="NextAttemptAt">Not tried before this time; null when it is sent, given up or stopped.</param>
/// <param name="EndedAt">When it was sent, given up or stopped.</param>
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
    /// <summary>One page of a municipality's notices, the latest first.</summary>
    /// <param name="db">The module's database.</param>
    /// <param name="municipality">SCB code.</param>
    /// <param name="state">Only those in this state, or null for all.</param>
    /// <param name="paging">Which page.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
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
