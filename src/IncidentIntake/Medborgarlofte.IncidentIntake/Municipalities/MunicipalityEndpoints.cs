using System.Text.RegularExpressions;
using Medborgarlofte.Contracts.ReferenceData;

namespace Medborgarlofte.IncidentIntake.Municipalities;

/// <summary>A municipality, as an operator enters it.</summary>
public sealed record MunicipalityRequest
{
    /// <summary>SCB code, four digits; in a change the code in the address applies.</summary>
    public string? Code { get; init; }

    /// <summary>Name, e.g. Oxelösund.</summary>
    public string? Name { get; init; }

    /// <summary>Number of inhabitants.</summary>
    public int? Population { get; init; }

    /// <summary>How often the EST group meets. Default: weekly.</summary>
    public MeetingRhythm MeetingRhythm { get; init; }

    /// <summary>IANA time zone. Default: Europe/Stockholm.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Boundary as a GeoJSON polygon; positions outside are refused.</summary>
    public JsonElement? Boundary { get; init; }

    /// <summary>Whether anyone may report without an account. Default: the current value; true for a new municipality.</summary>
    public bool? TakesPublicReports { get; init; }
}

/// <summary>A municipality.</summary>
/// <param name="Code">SCB code.</param>
/// <param name="Name">Name.</param>
/// <param name="Population">Number of inhabitants.</param>
/// <param name="MeetingRhythm">How often the EST group meets.</param>
/// <param name="TimeZone">IANA time zone.</param>
/// <param name="Boundary">Boundary as a GeoJSON polygon.</param>
/// <param name="TakesPublicReports">Whether anyone may report without an account.</param>
/// <param name="Version">Version, the same as the ETag.</param>
public sealed record MunicipalityResponse(
    string Code,
    string Name,
    int? Population,
    MeetingRhythm MeetingRhythm,
    string TimeZone,
    JsonElement? Boundary,
    bool TakesPublicReports,
    int Version);

/// <summary>The municipalities. A new municipality gets a copy of the default categories.</summary>
internal static partial class MunicipalityEndpoints
{
    private const int MaxPopulation = 2_000_000;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/v1/municipalities", ListAsync).WithName("listMunicipalities").AllowEveryone();
        app.MapPost("/api/v1/municipalities", CreateAsync).WithName("createMunicipality").RequireRoles(Roles.Operator)
            .WithETag().WithProblems(StatusCodes.Status409Conflict);
        app.MapGet("/api/v1/municipalities/{municipality}", GetAsync).WithName("getMunicipality").AllowEveryone().WithETag();
        app.MapPut("/api/v1/municipalities/{municipality}", ChangeAsync).WithName("changeMunicipality")
            .RequireRoles(Roles.Operator | Roles.Coordinator).WithIfMatch();
    }

    /// <summary>Create a municipality.</summary>
    /// <remarks>
    /// Creates a municipality by its SCB code, with a copy of the default categories and itself in its register of parties, so
    /// that incidents can be reported as soon as it has areas.
    /// </remarks>
    private static async Task<Created<MunicipalityResponse>> CreateAsync(
        MunicipalityRequest request, [AsParameters] IntakeServices services)
    {
        var (db, _, time, http, cancellationToken) = services;
        var errors = new RequestErrors();
        if (request.Code is null || !Code().IsMatch(request.Code))
        {
            errors.Add("code", "code ska vara SCB:s kommunkod med fyra siffror, t.ex. 0481.");
        }

        var (timeZone, boundary) = Check(request, errors);
        errors.ThrowIfAny();
        if (await db.Municipalities.AnyAsync(m => m.Code == request.Code, cancellationToken))
        {
            throw new ConflictException($"Kommunen {request.Code} finns redan.");
        }

        var now = time.GetUtcNow();
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(timeZone)).DateTime);
        var party = services.CallerParty;
        var municipality = new Municipality
        {
            PublicId = Guid.CreateVersion7(now),
            Code = request.Code!,
            Name = request.Name!.Trim(),
            Population = request.Population,
            MeetingRhythm = request.MeetingRhythm,
            TimeZone = timeZone,
            Boundary = boundary,
            TakesPublicReports = request.TakesPublicReports ?? true,
        };
        db.Municipalities.Add(municipality);
        db.Record(municipality.PublicId, municipality.ToEvent(), party, now);
        var self = Party.Of(municipality, now, today);
        db.Parties.Add(self);
        db.Record(self.PublicId, self.ToEvent(), party, now);
        foreach (var category in DefaultCategories.For(municipality.Code, now, today))
        {
            db.Categories.Add(category);
            db.Record(category.PublicId, category.ToEvent(), party, now);
        }

        await db.SaveNewAsync($"Kommunen {municipality.Code} finns redan.", cancellationToken);
        return Responses.Created(http, municipality.Code, municipality.Version, ToResponse(municipality));
    }

    /// <summary>List the municipalities.</summary>
    /// <remarks>All municipalities, ordered by code. The code is part of every other address.</remarks>
    private static async Task<PageOf<MunicipalityResponse>> ListAsync(
        [AsParameters] Paging paging, IncidentIntakeDbContext db, CancellationToken cancellationToken)
    {
        var municipalities = await db.Municipalities.AsNoTracking().OrderBy(m => m.Code).ToPageAsync(paging, cancellationToken);
        return municipalities.Select(ToResponse);
    }

    /// <summary>Read a municipality.</summary>
    /// <remarks>
    /// Name, population, meeting rhythm, time zone and boundary. Times without offset in imported files are in the municipality's
    /// time zone; situational pictures and follow-ups use the Swedish time zone.
    /// </remarks>
    private static async Task<Ok<MunicipalityResponse>> GetAsync(
        string municipality, IncidentIntakeDbContext db, HttpContext http, CancellationToken cancellationToken)
    {
        var found = await FindAsync(municipality, db, cancellationToken);
        return Responses.Ok(http, found.Version, ToResponse(found));
    }

    /// <summary>Change a municipality.</summary>
    /// <remarks>Replaces everything except the code. A value that is left out is cleared or set to its default.</remarks>
    private static async Task<Ok<MunicipalityResponse>> ChangeAsync(
        string municipality, MunicipalityRequest request, [AsParameters] IntakeServices services)
    {
        var (db, rules, time, http, cancellationToken) = services;
        var found = await FindAsync(municipality, db, cancellationToken);
        http.Request.RequireIfMatch(found.Version);
        var errors = new RequestErrors();
        if (request.Code is not null && request.Code != municipality)
        {
            errors.Add("code", "En kommuns kod kan inte ändras.");
        }

        var (timeZone, boundary) = Check(request, errors);
        errors.ThrowIfAny();

        found.Name = request.Name!.Trim();
        found.Population = request.Population;
        found.MeetingRhythm = request.MeetingRhythm;
        found.TimeZone = timeZone;
        found.Boundary = boundary;
        found.TakesPublicReports = request.TakesPublicReports ?? found.TakesPublicReports;
        db.Record(found.PublicId, found.Changed(), services.CallerParty, time.GetUtcNow());
        await db.SaveChangedAsync(cancellationToken);
        rules.Forget(municipality);
        return Responses.Ok(http, found.Version, ToResponse(found));
    }

    private static (string TimeZone, string? Boundary) Check(MunicipalityRequest request, RequestErrors errors)
    {
        errors.CheckText("name", request.Name, Municipality.NameLength);
        if (request.Population is < 1 or > MaxPopulation)
        {
            errors.Add("population", $"population ska vara mellan 1 och {MaxPopulation}.");
        }

        var timeZone = request.TimeZone ?? "Europe/Stockholm";
        if (timeZone.Length > 64 || !TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out _))
        {
            errors.Add("timeZone", "timeZone ska vara en tidszon i IANA:s lista, t.ex. Europe/Stockholm.");
        }

        return (timeZone, Geography.Check("boundary", request.Boundary, errors));
    }

    private static async Task<Municipality> FindAsync(string code, IncidentIntakeDbContext db, CancellationToken cancellationToken) =>
        await db.Municipalities.SingleOrDefaultAsync(m => m.Code == code, cancellationToken)
        ?? throw new NotFoundException($"Kommunen {code}");

    private static MunicipalityResponse ToResponse(Municipality municipality) => new(
        municipality.Code,
        municipality.Name,
        municipality.Population,
        municipality.MeetingRhythm,
        municipality.TimeZone,
        municipality.Boundary is null ? null : JsonElement.Parse(municipality.Boundary),
        municipality.TakesPublicReports,
        municipality.Version);

    [GeneratedRegex(@"^[0-9]{4}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Code();
}
