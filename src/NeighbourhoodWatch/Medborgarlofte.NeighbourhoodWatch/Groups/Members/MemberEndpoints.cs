namespace Medborgarlofte.NeighbourhoodWatch.Groups.Members;

/// <summary>The households and contacts of a group. Only one endpoint shows contact details, and each of its reads is audited.</summary>
internal static class MemberEndpoints
{
    private const string Path = WatchGroupEndpoints.Path + "/{id:guid}/members";
    private const string One = Path + "/{memberId:guid}";

    public static void Map(RouteGroupBuilder municipality)
    {
        municipality.MapPost(Path, AddAsync)
            .WithName("addWatchGroupMember").RequireRoles(Roles.Coordinator | Roles.Police | Roles.WatchContact).WithETag();
        municipality.MapGet(Path, ListAsync)
            .WithName("listWatchGroupMembers").RequireRoles(Roles.Coordinator | Roles.Police | Roles.WatchContact);
        municipality.MapGet(One, GetAsync)
            .WithName("getWatchGroupMember").RequireRoles(Roles.Coordinator | Roles.Police | Roles.WatchContact).WithETag();
        municipality.MapGet(One + "/contact-details", GetContactDetailsAsync)
            .WithName("getWatchGroupMemberContactDetails").RequireRoles(Roles.WatchRegistrar).WithETag();
        municipality.MapPut(One, ChangeAsync).WithName("changeWatchGroupMember").RequireRoles(Roles.WatchRegistrar).WithIfMatch();
        municipality.MapPost(One + "/consent-withdrawals", WithdrawAsync)
            .WithName("withdrawWatchGroupMemberConsent").RequireRoles(Roles.Coordinator | Roles.Police | Roles.WatchContact).WithETag();
        municipality.MapDelete(One, EraseAsync)
            .WithName("eraseWatchGroupMember").RequireRoles(Roles.Coordinator | Roles.Police | Roles.WatchContact);
    }

    /// <summary>Add a household or contact to a group.</summary>
    /// <remarks>
    /// Contact details are stored only for households that take part and have consented. The response never contains them. From now on,
    /// the group's number of households is counted from the list.
    /// </remarks>
    private static async Task<Created<MemberResponse>> AddAsync(
        string municipality, Guid id, MemberRequest request, [AsParameters] WatchServices services)
    {
        var reference = await services.RequireMunicipalityAsync(municipality);
        var today = reference.Today(services.Time);
        await services.RequireGroupAsync(municipality, id);
        request.Validate(reference, today);
        var member = await ChangeListAsync(services, municipality, id, () =>
        {
            // A retry adds another object, because the save has set the key of this one.
            var added = new Member
            {
                PublicId = Guid.CreateVersion7(services.Now),
                Municipality = municipality,
                GroupId = id,
                Role = default,
                TakesPart = true,
                AddedOn = today,
            };
            added.Fill(request);
            return Task.FromResult(services.Db.Add(added).Entity);
        });
        return Responses.Created(services.Http, member.PublicId, member.Version, ToResponse(member));
    }

    /// <summary>List the households and contacts of a group.</summary>
    /// <remarks>In the order in which they were added, without contact details.</remarks>
    private static async Task<Ok<PageOf<MemberResponse>>> ListAsync(
        string municipality, Guid id, string? role, [AsParameters] Paging paging, [AsParameters] WatchServices services)
    {
        await services.RequireMunicipalityAsync(municipality);
        var group = await services.RequireGroupAsync(municipality, id);
        var wanted = ApiJson.ReadCode<MemberRole>("role", role);
        var members = await services.Db.Members.AsNoTracking()
            .Where(member => member.GroupId == group.PublicId && (wanted == null || member.Role == wanted))
            .OrderBy(member => member.Id)
            .ToPageAsync(paging, services.Cancellation);
        return TypedResults.Ok(members.Select(ToResponse));
    }

    /// <summary>Get a household or contact.</summary>
    /// <remarks>Role and consent, without contact details. The ETag is required to change the household or contact.</remarks>
    private static async Task<Ok<MemberResponse>> GetAsync(
        string municipality, Guid id, Guid memberId, [AsParameters] WatchServices services) =>
        Ok(services, await RequireAsync(services, municipality, id, memberId));

    /// <summary>Get contact details.</summary>
    /// <remarks>Only for the keeper of the register (role watch-registrar). Each read is written to the audit log.</remarks>
    private static async Task<Ok<ContactDetailsResponse>> GetContactDetailsAsync(
        string municipality, Guid id, Guid memberId, ILoggerFactory loggers, [AsParameters] WatchServices services)
    {
        var member = await RequireAsync(services, municipality, id, memberId);
        services.Http.AuditRead(loggers, member.PublicId);
        services.Http.Response.Headers.CacheControl = "no-store";
        var details = new ContactDetailsResponse(member.PublicId, member.Address, member.Name, member.Email, member.Phone);
        return Responses.Ok(services.Http, member.Version, details);
    }

    /// <summary>Change a household or contact.</summary>
    /// <remarks>Replaces all details including the contact details. Only for the keeper of the register (role watch-registrar).</remarks>
    private static async Task<Ok<MemberResponse>> ChangeAsync(
        string municipality, Guid id, Guid memberId, MemberRequest request, [AsParameters] WatchServices services)
    {
        var reference = await services.RequireMunicipalityAsync(municipality);
        services.Http.Request.RequireIfMatch((await RequireAsync(services, municipality, id, memberId)).Version);
        request.Validate(reference, reference.Today(services.Time));
        return Ok(services, await ChangeListAsync(services, municipality, id, async () =>
        {
            var member = await RequireAsync(services, municipality, id, memberId);
            services.Http.Request.RequireIfMatch(member.Version);
            if (member.Change(request))
            {
                await services.Db.ForgetWaitingAsync(municipality, member.NoticeCode, services.Cancellation);
            }

            return member;
        }));
    }

    /// <summary>Withdraw consent.</summary>
    /// <remarks>Erases the contact details immediately. The household stays on the list as one that does not take part.</remarks>
    private static async Task<Ok<MemberResponse>> WithdrawAsync(
        string municipality, Guid id, Guid memberId, [AsParameters] WatchServices services)
    {
        var reference = await services.RequireMunicipalityAsync(municipality);
        return Ok(services, await ChangeListAsync(services, municipality, id, async () =>
        {
            var member = await RequireAsync(services, municipality, id, memberId);
            member.Withdraw(reference.Today(services.Time));
            await services.Db.ForgetWaitingAsync(municipality, member.NoticeCode, services.Cancellation);
            return member;
        }));
    }

    /// <summary>Erase a household or contact.</summary>
    /// <remarks>For requests of a person. Only the group's numbers remain.</remarks>
    private static async Task<NoContent> EraseAsync(string municipality, Guid id, Guid memberId, [AsParameters] WatchServices services)
    {
        await services.RequireMunicipalityAsync(municipality);
        await ChangeListAsync(services, municipality, id, async () =>
        {
            var member = await RequireAsync(services, municipality, id, memberId);
            await services.Db.ForgetWaitingAsync(municipality, member.NoticeCode, services.Cancellation);
            return services.Db.Members.Remove(member).Entity;
        });
        return TypedResults.NoContent();
    }

    // The list and the group's numbers change in one transaction, one change of a group at a time.
    private static async Task<Member> ChangeListAsync(WatchServices services, string municipality, Guid id, Func<Task<Member>> change)
    {
        var db = services.Db;
        Member? changed = null;
        var reference = await services.RequireMunicipalityAsync(municipality);
        await services.InLockAsync<WatchGroup>(
            municipality,
            id,
            async () =>
            {
                changed = await change();
                await db.SaveChangedAsync(services.Cancellation);
                var group = await services.RequireGroupAsync(municipality, id);
                var counted = await db.CountHouseholdsAsync(id, services.Cancellation);
                if (group.Recount(counted, reference.Today(services.Time)) is { } recounted)
                {
                    // A group that a resident proposed on the public page has no events until a coordinator changes it or its status.
                    if (group.Status != WatchGroupStatus.Interest
                        || await db.EventLog.AnyAsync(entry => entry.Subject == group.PublicId, services.Cancellation))
                    {
                        db.Record(group.PublicId, recounted, services.Party, services.Now);
                    }

                    await db.SaveChangedAsync(services.Cancellation);
                }
            });
        return changed!;
    }

    private static async Task<Member> RequireAsync(WatchServices services, string municipality, Guid id, Guid memberId)
    {
        await services.RequireGroupAsync(municipality, id);
        return await services.Db.Members.SingleOrDefaultAsync(
                member => member.GroupId == id && member.PublicId == memberId, services.Cancellation)
            ?? throw new NotFoundException("Hushållet eller kontakten");
    }

    private static Ok<MemberResponse> Ok(WatchServices services, Member member) =>
        Responses.Ok(services.Http, member.Version, ToResponse(member));

    private static MemberResponse ToResponse(Member member) => new(
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
