using Medborgarlofte.Contracts.ReferenceData;

namespace Medborgarlofte.IncidentIntake.Municipalities;

/// <summary>A party as a coordinator enters it.</summary>
public sealed record PartyRequest
{
    /// <summary>Code of the party, e.g. housing:kustbostader; in a change the code in the address applies.</summary>
    public string? Code { get; init; }

    /// <summary>Kind of the party.</summary>
    public PartyKind? Kind { get; init; }

    /// <summary>Name as written inside a sentence, e.g. polisen, Kustbostäder or Nyköpings kommun.</summary>
    public string? Name { get; init; }

    /// <summary>Whether the party is retired: it keeps its name and its work, but is not offered any more. Default: false.</summary>
    public bool IsRetired { get; init; }

    /// <summary>
    /// Day from which the party has a new name; earlier periods keep the earlier name. Default: today. An earlier day corrects the name
    /// in the periods since then.
    /// </summary>
    public DateOnly? NamedSince { get; init; }
}

/// <summary>A party.</summary>
/// <param name="Code">Code of the party.</param>
/// <param name="Kind">Kind of the party.</param>
/// <param name="Name">Name as written inside a sentence.</param>
/// <param name="IsRetired">Whether the party is retired and not offered any more.</param>
/// <param name="EarlierNames">Its earlier names, oldest first.</param>
/// <param name="Version">Version, the same as the ETag.</param>
public sealed record PartyResponse(
    string Code, PartyKind Kind, string Name, bool IsRetired, IReadOnlyList<EarlierName> EarlierNames, int Version);

/// <summary>The register of parties of a municipality.</summary>
internal static class PartyEndpoints
{
    private const string Path = "/parties";

    public static void Map(RouteGroupBuilder municipality)
    {
        municipality.MapGet(Path, ListAsync).WithName("listParties").RequireRoles(Roles.Parties | Roles.Steering);
        municipality.MapPost(Path, CreateAsync).WithName("createParty").RequireRoles(Roles.Coordinator)
            .WithETag().WithProblems(StatusCodes.Status409Conflict);
        municipality.MapGet(Path + "/{party}", GetAsync).WithName("getParty").RequireRoles(Roles.Parties | Roles.Steering).WithETag();
        municipality.MapPut(Path + "/{party}", ChangeAsync).WithName("changeParty").RequireRoles(Roles.Coordinator).WithIfMatch()
            .WithProblems(StatusCodes.Status409Conflict);
    }

    /// <summary>Enter a party in the register.</summary>
    /// <remarks>
    /// Promises, measures, commitments, meetings and incidents refer to the parties in the register by code, and texts name them by name.
    /// The code is permanent and the same as in the tokens of the party's callers. The name is unique in the municipality, whatever its
    /// case. A new municipality is a party of its own register.
    /// </remarks>
    private static async Task<Created<PartyResponse>> CreateAsync(
        string municipality, PartyRequest request, [AsParameters] IntakeServices services)
    {
        var rules = await services.Rules.RequireAsync(municipality);
        var now = services.Time.GetUtcNow();
        var today = rules.DayOf(now);
        var errors = new RequestErrors();
        if (errors.CheckIdentifier("code", request.Code, Codes.MaxLength) && !PartyCode.IsValid(request.Code))
        {
            errors.Add("code", "code ska vara slag och namn med små bokstäver a–z och siffror, t.ex. housing:kustbostader.");
        }

        Check(request, today, errors);
        errors.ThrowIfAny();

        Party? party = null;
        await services.Db.InTransactionAsync(
            async () =>
            {
                party = new Party
                {
                    PublicId = Guid.CreateVersion7(now),
                    Municipality = municipality,
                    Code = request.Code!,
                    Kind = request.Kind!.Value,
                    Name = UniqueNames.Clean(request.Name!),
                    IsRetired = request.IsRetired,
                    NamedSince = today,
                };
                await services.RequireFreePartyNameAsync(municipality, party.Code, party.Name);
                services.Db.Parties.Add(party);
                services.Db.Record(party.PublicId, party.ToEvent(), services.CallerParty, now);
                await services.Db.SaveNewAsync($"Parten {party.Code} finns redan.", services.Cancellation);
            },
            services.Cancellation);
        services.Rules.Forget(municipality);
        return Responses.Created(services.Http, Uri.EscapeDataString(party!.Code), party.Version, ToResponse(party));
    }

    /// <summary>List the parties of a municipality.</summary>
    /// <remarks>The parties that can be named, or the retired ones, ordered by code.</remarks>
    private static async Task<PageOf<PartyResponse>> ListAsync(
        string municipality, bool? isRetired, [AsParameters] Paging paging, [AsParameters] IntakeServices services)
    {
        var retired = isRetired ?? false;
        await services.Rules.RequireAsync(municipality);
        var parties = await services.Db.Parties.AsNoTracking()
            .Where(party => party.Municipality == municipality && party.IsRetired == retired)
            .OrderBy(party => party.Code)
            .ToPageAsync(paging, services.Cancellation);
        return parties.Select(ToResponse);
    }

    /// <summary>Read a party.</summary>
    /// <remarks>Kind and name of a party.</remarks>
    private static async Task<Ok<PartyResponse>> GetAsync(string municipality, string party, [AsParameters] IntakeServices services)
    {
        var found = await FindAsync(municipality, party, services);
        return Responses.Ok(services.Http, found.Version, ToResponse(found));
    }

    /// <summary>Change a party.</summary>
    /// <remarks>
    /// Replaces kind and name, and retires the party or offers it again. A retired party keeps its name and its work, but nothing new can
    /// name it and it cannot report. Published reports keep the old name, and so do other pages about the periods before the change.
    /// </remarks>
    private static async Task<Ok<PartyResponse>> ChangeAsync(
        string municipality, string party, PartyRequest request, [AsParameters] IntakeServices services)
    {
        var now = services.Time.GetUtcNow();
        var today = (await services.Rules.RequireAsync(municipality)).DayOf(now);
        Party? changed = null;
        await services.Db.InTransactionAsync(
            async () =>
            {
                changed = await FindAsync(municipality, party, services);
                services.Http.Request.RequireIfMatch(changed.Version);
                var errors = new RequestErrors();
                Codes.CheckUnchanged("code", request.Code, party, errors);
                Check(request, today, errors);
                errors.ThrowIfAny();

                var name = UniqueNames.Clean(request.Name!);
                if (name != changed.Name)
                {
                    var since = request.NamedSince ?? today;
                    changed.EarlierNames = NameHistory.Rename(changed.EarlierNames, changed.Name, changed.NamedSince, since);
                    (changed.Name, changed.NamedSince) = (name, since);
                }

                changed.Kind = request.Kind!.Value;
                changed.IsRetired = request.IsRetired;
                await services.RequireFreePartyNameAsync(municipality, party, name);
                services.Db.Record(changed.PublicId, changed.Changed(), services.CallerParty, now);
                await services.Db.SaveChangedAsync(services.Cancellation);
            },
            services.Cancellation);
        services.Rules.Forget(municipality);
        return Responses.Ok(services.Http, changed!.Version, ToResponse(changed));
    }

    private static void Check(PartyRequest request, DateOnly today, RequestErrors errors)
    {
        if (request.Kind is null)
        {
            errors.Add(
                "kind",
                "kind saknas: police, municipality, housing, security, rescueService, school, business, association eller other.");
        }

        errors.CheckText("name", request.Name, Party.NameLength);
        errors.CheckNamedSince(request.NamedSince, today);
    }

    private static async Task<Party> FindAsync(string municipality, string code, IntakeServices services) =>
        await services.Db.Parties.SingleOrDefaultAsync(
            party => party.Municipality == municipality && party.Code == code, services.Cancellation)
        ?? throw new NotFoundException($"Parten {code}");

    private static PartyResponse ToResponse(Party party) =>
        new(party.Code, party.Kind, party.Name, party.IsRetired, party.EarlierNames ?? [], party.Version);
}
