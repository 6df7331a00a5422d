namespace Medborgarlofte.Measures.Notices;

/// <summary>The mailbox of a party for news about its measures.</summary>
/// <param name="Email">E-mail address of a function mailbox, such as est@kommunen.example; not a person's own.</param>
public sealed record PartyContactRequest(string? Email);

/// <summary>The mailbox of a party for news about its measures.</summary>
/// <param name="Party">Code of the party.</param>
/// <param name="Version">Version, the same as the ETag; 0 if the party has no mailbox.</param>
/// <param name="HasEmail">Whether there is a mailbox.</param>
/// <param name="Email">Its address; null if the caller may not read contact details.</param>
public sealed record PartyContactResponse(string Party, int Version, bool HasEmail, string? Email);

/// <summary>The parties' function mailboxes: settings of the municipality.</summary>
internal static class PartyContactEndpoints
{
    private const string Path = "/party-contacts";

    public static void Map(RouteGroupBuilder municipality)
    {
        municipality.MapGet(Path, ListAsync).WithName("listPartyContacts").RequireRoles(Roles.Coordinator);
        municipality.MapGet(Path + "/{party}", GetAsync).WithName("getPartyContact").RequireRoles(Roles.Coordinator).WithETag();
        municipality.MapPut(Path + "/{party}", ChangeAsync).WithName("changePartyContact").RequireRoles(Roles.Coordinator).WithIfMatch();
        municipality.MapDelete(Path + "/{party}", EraseAsync).WithName("erasePartyContact").RequireRoles(Roles.Coordinator);
    }

    /// <summary>List the parties' mailboxes.</summary>
    /// <remarks>By party. The addresses themselves are read one by one.</remarks>
    private static async Task<Ok<PageOf<PartyContactResponse>>> ListAsync(
        string municipality, [AsParameters] Paging paging, MeasuresDbContext db, CancellationToken cancellationToken)
    {
        await db.RequireMunicipalityAsync(municipality, cancellationToken);
        return TypedResults.Ok(await db.PartyContacts
            .Where(contact => contact.Municipality == municipality)
            .OrderBy(contact => contact.Party)
            .Select(contact => new PartyContactResponse(contact.Party, contact.Version, true, null))
            .ToPageAsync(paging, cancellationToken));
    }

    /// <summary>Read a party's mailbox.</summary>
    /// <remarks>
    /// The address is shown to roles that may read contact details, and each such read is audited. The ETag is "0" if the party has no
    /// mailbox.
    /// </remarks>
    private static async Task<Ok<PartyContactResponse>> GetAsync(
        string municipality, string party, ILoggerFactory loggers, [AsParameters] EndpointServices services)
    {
        var (db, _, http, cancellationToken) = services;
        await RequireAsync(municipality, party, db, cancellationToken);
        var contact = await FindAsync(municipality, party, db, cancellationToken);
        var isShown = contact is not null && http.User.IsAnyOf(Roles.WatchRegistrar);
        if (isShown)
        {
            http.AuditRead(loggers, contact!.PublicId);
        }

        http.Response.SetETag(contact?.Version ?? 0);
        var address = isShown ? contact!.Address : null;
        return TypedResults.Ok(new PartyContactResponse(party, contact?.Version ?? 0, contact is not null, address));
    }

    /// <summary>Set a party's mailbox.</summary>
    /// <remarks>News about the party's measures is sent there from now on. Use a function mailbox, not a personal address.</remarks>
    private static async Task<Ok<PartyContactResponse>> ChangeAsync(
        string municipality, string party, PartyContactRequest request, [AsParameters] EndpointServices services)
    {
        var (db, time, http, cancellationToken) = services;
        var reference = await RequireAsync(municipality, party, db, cancellationToken);
        var contact = await FindAsync(municipality, party, db, cancellationToken);
        http.Request.RequireIfMatch(contact?.Version ?? 0);
        var errors = new RequestErrors();
        errors.Party("party", party, reference, contact is null ? [] : [party]);
        if (!EmailAddress.TryParse(request.Email, out var address))
        {
            errors.Add("email", "email ska vara en e-postadress till en funktionsbrevlåda, t.ex. est@kommunen.example.");
        }

        errors.ThrowIfAny();
        if (contact is null)
        {
            var id = Guid.CreateVersion7(time.GetUtcNow());
            contact = new PartyContact { PublicId = id, Municipality = municipality, Party = party, Address = address! };
            db.Add(contact);
        }

        contact.Address = address!;
        contact.Version++;
        await db.SaveChangedAsync(cancellationToken);
        http.Response.SetETag(contact.Version);
        return TypedResults.Ok(new PartyContactResponse(party, contact.Version, true, null));
    }

    /// <summary>Erase a party's mailbox.</summary>
    /// <remarks>Nothing more is sent to it; waiting notices are discarded.</remarks>
    private static async Task<NoContent> EraseAsync(
        string municipality, string party, MeasuresDbContext db, CancellationToken cancellationToken)
    {
        await RequireAsync(municipality, party, db, cancellationToken);
        await db.InTransactionAsync(
            async () =>
            {
                await db.PartyContacts
                    .Where(contact => contact.Municipality == municipality && contact.Party == party)
                    .ExecuteDeleteAsync(cancellationToken);
                await db.ForgetWaitingAsync(municipality, party, cancellationToken);
            },
            cancellationToken);
        return TypedResults.NoContent();
    }

    private static Task<PartyContact?> FindAsync(
        string municipality, string party, MeasuresDbContext db, CancellationToken cancellationToken) =>
        db.PartyContacts.SingleOrDefaultAsync(contact => contact.Municipality == municipality && contact.Party == party, cancellationToken);

    private static async Task<MunicipalityReference> RequireAsync(
        string municipality, string party, MeasuresDbContext db, CancellationToken cancellationToken)
    {
        var reference = await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var errors = new RequestErrors();
        errors.Party("party", party, reference, kept: party);
        errors.ThrowIfAny();
        return reference;
    }
}
