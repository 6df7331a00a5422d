using Medborgarlofte.Contracts.NeighbourhoodWatch;
using Medborgarlofte.Events;
using Medborgarlofte.Http;
using Medborgarlofte.Http.Access;
using Medborgarlofte.Mail;
using Medborgarlofte.NeighbourhoodWatch.Data;
using Medborgarlofte.NeighbourhoodWatch.Groups;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Medborgarlofte.Swedish;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Medborgarlofte.NeighbourhoodWatch.Members;

/// <summary>The households and contacts of a group. Only one endpoint shows contact details, and each of its reads is audited.</summary>
internal static class MemberEndpoints
{
    private const string Path = WatchGroupEndpoints.Path + "/{id:guid}/members";
    private const string One = Path + "/{memberId:guid}";

    public static void Map(RouteGroupBuilder municipality)
    {
        municipality.MapPost(Path, AddAsync).WithName("addWatchGroupMember").RequireRoles(Roles.Coordinator | Roles.Police | Roles.WatchContact).WithETag();
        municipality.MapGet(Path, ListAsync).WithName("listWatchGroupMembers").RequireRoles(Roles.Coordinator | Roles.Police | Roles.WatchContact);
        municipality.MapGet(One, GetAsync).WithName("getWatchGroupMember").RequireRoles(Roles.Coordinator | Roles.Police | Roles.WatchContact).WithETag();
        municipality.MapGet(One + "/contact-details", ContactDetailsAsync).WithName("getWatchGroupMemberContactDetails").RequireRoles(Roles.WatchRegistrar).WithETag();
        municipality.MapPut(One, ChangeAsync).WithName("changeWatchGroupMember").RequireRoles(Roles.WatchRegistrar).WithIfMatch();
        municipality.MapPost(One + "/consent-withdrawals", WithdrawAsync).WithName("withdrawWatchGroupMemberConsent").RequireRoles(Roles.Coordinator | Roles.Police | Roles.WatchContact).WithETag();
        municipality.MapDelete(One, EraseAsync).WithName("eraseWatchGroupMember").RequireRoles(Roles.Coordinator | Roles.Police | Roles.WatchContact);
    }

    /// <summary>Add a household or contact to a group.</summary>
    /// <remarks>
    /// Contact details are kept only of those who take part and have agreed, and are never shown by this answer. The group's number of
    /// households is counted from the list from now on.
    /// </remarks>
    private static async Task<Created<MemberResponse>> AddAsync(
        string municipality,
        Guid id,
        MemberRequest request,
        NeighbourhoodWatchDbContext db,
        TimeProvider time,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        var reference = await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var today = reference.Today(time);
        var member = new Member
        {
            PublicId = Guid.CreateVersion7(time.GetUtcNow()),
            Municipality = municipality,
            GroupId = id,
            Role = default,
            TakesPart = true,
            AddedOn = today,
        };
        await db.RequireGroupAsync(http.User, municipality, id, cancellationToken);
        request.Apply(member, reference, today);
        await ChangeListAsync(db, http, time, municipality, id, () => Task.FromResult(db.Add(member).Entity), cancellationToken);
        http.Response.SetETag(member.Version);
        return TypedResults.Created($"{http.Request.Path.Value!.TrimEnd('/')}/{member.PublicId}", Show(member));
    }

    /// <summary>List the households and contacts of a group.</summary>
    /// <remarks>In the order in which they were entered, without contact details.</remarks>
    private static async Task<Ok<PageOf<MemberResponse>>> ListAsync(
        string municipality,
        Guid id,
        string? role,
        [AsParameters] Paging paging,
        NeighbourhoodWatchDbContext db,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var group = await db.RequireGroupAsync(http.User, municipality, id, cancellationToken);
        var wanted = ApiJson.ReadCode<MemberRole>("role", role);
        var members = await db.Members.AsNoTracking()
            .Where(member => member.GroupId == group.PublicId && (wanted == null || member.Role == wanted))
            .OrderBy(member => member.Id)
            .ToPageAsync(paging, cancellationToken);
        return TypedResults.Ok(members.Select(Show));
    }

    /// <summary>Read a household or contact.</summary>
    /// <remarks>Role and consent, without contact details; its ETag is needed to change it.</remarks>
    private static async Task<Ok<MemberResponse>> GetAsync(
        string municipality, Guid id, Guid memberId, NeighbourhoodWatchDbContext db, HttpContext http, CancellationToken cancellationToken) =>
        Answer(http, await RequireAsync(db, http, municipality, id, memberId, cancellationToken));

    /// <summary>Read contact details.</summary>
    /// <remarks>For who keeps the register alone (role watch-registrar). Each read is in the audit log.</remarks>
    private static async Task<Ok<ContactDetailsResponse>> ContactDetailsAsync(
        string municipality,
        Guid id,
        Guid memberId,
        NeighbourhoodWatchDbContext db,
        ILoggerFactory loggers,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        var member = await RequireAsync(db, http, municipality, id, memberId, cancellationToken);
        http.AuditRead(loggers, member.PublicId);
        http.Response.Headers.CacheControl = "no-store";
        http.Response.SetETag(member.Version);
        return TypedResults.Ok(new ContactDetailsResponse(member.PublicId, member.Address, member.Name, member.Email, member.Phone));
    }

    /// <summary>Change a household or contact.</summary>
    /// <remarks>Replaces the whole of it, contact details too, so it is for who may read them (role watch-registrar).</remarks>
    private static async Task<Ok<MemberResponse>> ChangeAsync(
        string municipality,
        Guid id,
        Guid memberId,
        MemberRequest request,
        NeighbourhoodWatchDbContext db,
        TimeProvider time,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        var reference = await db.RequireMunicipalityAsync(municipality, cancellationToken);
        http.Request.RequireIfMatch((await RequireAsync(db, http, municipality, id, memberId, cancellationToken)).Version);
        var changed = await ChangeListAsync(
            db,
            http,
            time,
            municipality,
            id,
            async () =>
            {
                var member = await RequireAsync(db, http, municipality, id, memberId, cancellationToken);
                http.Request.RequireIfMatch(member.Version);
                var before = (member.Email, member.WarningChannel, member.MonthlyStatistics, member.TakesPart);
                request.Apply(member, reference, reference.Today(time));
                if (before != (member.Email, member.WarningChannel, member.MonthlyStatistics, member.TakesPart))
                {
                    // What waits would still go to the old address, or to who has said no.
                    await db.ForgetWaitingAsync(municipality, member.NoticeCode, cancellationToken);
                }

                member.BeginNextVersion();
                return member;
            },
            cancellationToken);
        return Answer(http, changed);
    }

    /// <summary>Take consent back.</summary>
    /// <remarks>The contact details are forgotten at once. The household stays on the list as one that does not take part.</remarks>
    private static async Task<Ok<MemberResponse>> WithdrawAsync(
        string municipality, Guid id, Guid memberId, NeighbourhoodWatchDbContext db, TimeProvider time, HttpContext http, CancellationToken cancellationToken)
    {
        var reference = await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var withdrawn = await ChangeListAsync(
            db,
            http,
            time,
            municipality,
            id,
            async () =>
            {
                var member = await RequireAsync(db, http, municipality, id, memberId, cancellationToken);
                member.Withdraw(reference.Today(time));
                await db.ForgetWaitingAsync(municipality, member.NoticeCode, cancellationToken);
                return member;
            },
            cancellationToken);
        return Answer(http, withdrawn);
    }

    /// <summary>Erase a household or contact.</summary>
    /// <remarks>On request: nothing of it is kept but the group's count.</remarks>
    private static async Task<NoContent> EraseAsync(
        string municipality, Guid id, Guid memberId, NeighbourhoodWatchDbContext db, TimeProvider time, HttpContext http, CancellationToken cancellationToken)
    {
        await db.RequireMunicipalityAsync(municipality, cancellationToken);
        await ChangeListAsync(
            db,
            http,
            time,
            municipality,
            id,
            async () =>
            {
                var member = await RequireAsync(db, http, municipality, id, memberId, cancellationToken);
                await db.ForgetWaitingAsync(municipality, member.NoticeCode, cancellationToken);
                return db.Members.Remove(member).Entity;
            },
            cancellationToken);
        return TypedResults.NoContent();
    }

    // The list and the group's count change together, or not at all.
    private static async Task<Member> ChangeListAsync(
        NeighbourhoodWatchDbContext db,
        HttpContext http,
        TimeProvider time,
        string municipality,
        Guid id,
        Func<Task<Member>> change,
        CancellationToken cancellationToken)
    {
        Member? changed = null;
        await db.InTransactionAsync(
            async () =>
            {
                changed = await change();
                await db.SaveChangedAsync(cancellationToken);
                var group = await db.RequireGroupAsync(http.User, municipality, id, cancellationToken);
                if (await db.CountHouseholdsAsync(group, cancellationToken))
                {
                    group.BeginNextVersion();

                    // What a stranger has told on the page stays here until a coordinator has changed or moved the group.
                    if (group.Status != WatchGroupStatus.Interest || await db.EventLog.AnyAsync(entry => entry.Subject == group.PublicId, cancellationToken))
                    {
                        db.Record(group.PublicId, group.ToEvent(), http.User.Party(), time.GetUtcNow());
                    }

                    await db.SaveChangedAsync(cancellationToken);
                }
            },
            cancellationToken);
        return changed!;
    }

    private static async Task<Member> RequireAsync(
        NeighbourhoodWatchDbContext db, HttpContext http, string municipality, Guid id, Guid memberId, CancellationToken cancellationToken)
    {
        await db.RequireGroupAsync(http.User, municipality, id, cancellationToken);
        return await db.Members.SingleOrDefaultAsync(member => member.GroupId == id && member.PublicId == memberId, cancellationToken)
            ?? throw new NotFoundException("Hushållet eller kontakten");
    }

    private static Ok<MemberResponse> Answer(HttpContext http, Member member)
    {
        http.Response.SetETag(member.Version);
        return TypedResults.Ok(Show(member));
    }

    private static MemberResponse Show(Member member) => new(
        member.PublicId,
        member.Version,
        member.Role,
        member.TakesPart,
        member.HasContactDetails,
        member.ConsentOn,
        member.WithdrawnOn,
        member.AddedOn,
        member.WarningChannel,
        member.WarningCategories,
        member.WarningSender,
        member.MonthlyStatistics);
}
