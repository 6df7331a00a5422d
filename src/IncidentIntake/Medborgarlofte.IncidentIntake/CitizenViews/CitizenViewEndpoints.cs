namespace Medborgarlofte.IncidentIntake.CitizenViews;

/// <summary>A citizen's view to store.</summary>
public sealed record CitizenViewRequest
{
    /// <summary>Channel: dialogue, survey, safetyWalk or webForm.</summary>
    public CitizenViewChannel? Channel { get; init; }

    /// <summary>Area code. Default: the area of the position.</summary>
    public string? Area { get; init; }

    /// <summary>Position in WGS 84, or null.</summary>
    public Position? Position { get; init; }

    /// <summary>Category codes of the reasons why the place feels unsafe; at least one.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>The citizen's own text, without names; at most 2,000 characters.</summary>
    public string? Text { get; init; }

    /// <summary>Date of receipt. Default: today.</summary>
    public DateOnly? ReceivedOn { get; init; }
}

/// <summary>A citizen's view, as the parties see it.</summary>
/// <param name="Id">Public id.</param>
/// <param name="Channel">Channel.</param>
/// <param name="Area">Area code, or null.</param>
/// <param name="Position">Position, or null.</param>
/// <param name="Reasons">Category codes of the reasons why the place feels unsafe.</param>
/// <param name="Text">The citizen's own text.</param>
/// <param name="ReceivedOn">Date of receipt.</param>
/// <param name="Version">Version, the same as the ETag.</param>
public sealed record CitizenViewResponse(
    Guid Id,
    CitizenViewChannel Channel,
    string? Area,
    Position? Position,
    IReadOnlyList<string> Reasons,
    string? Text,
    DateOnly ReceivedOn,
    int Version);

/// <summary>Citizens' views, the second source of a promise.</summary>
internal static class CitizenViewEndpoints
{
    private const int MaxReasons = 20;

    private static readonly DateOnly Earliest = new(1990, 1, 1);

    public static void Map(RouteGroupBuilder municipality)
    {
        municipality.MapPost("/citizen-views", ReceiveAsync).WithName("receiveCitizenView")
            .RequireRoles(Roles.Coordinator | Roles.Police).WithETag();
        municipality.MapGet("/citizen-views", ListAsync).WithName("listCitizenViews").RequireRoles(Roles.Coordinator | Roles.Police);
        municipality.MapGet("/citizen-views/{id:guid}", GetAsync).WithName("getCitizenView")
            .RequireRoles(Roles.Coordinator | Roles.Police).WithETag();
    }

    /// <summary>Receive a citizen view.</summary>
    /// <remarks>Stores where a citizen feels unsafe and why, one of the two sources of a promise. Reasons are category codes.</remarks>
    private static async Task<Created<CitizenViewResponse>> ReceiveAsync(
        string municipality, CitizenViewRequest request, [AsParameters] IntakeServices services)
    {
        var rules = await services.Rules.RequireAsync(municipality);
        var now = services.Time.GetUtcNow();
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, rules.TimeZone).DateTime);
        var errors = new RequestErrors();
        if (request.Channel is null)
        {
            errors.Add("channel", "channel saknas: dialogue, survey, safetyWalk eller webForm.");
        }

        var area = PlaceRules.Check(request.Area, request.Position, rules, errors);
        if (request.Reasons is null or [] || request.Reasons.Count > MaxReasons)
        {
            errors.Add("reasons", $"reasons ska ha mellan 1 och {MaxReasons} kategorier.");
        }
        else
        {
            foreach (var (index, reason) in request.Reasons.Index())
            {
                if (reason is null || !rules.OfferedCategories.ContainsKey(reason))
                {
                    errors.Add($"reasons[{index}]", $"Kategorin {PlaceRules.Shorten(reason)} finns inte i {rules.FullName}.");
                }
            }
        }

        errors.CheckText("text", request.Text, CitizenView.MaxTextLength, required: false);
        var receivedOn = request.ReceivedOn ?? today;
        if (receivedOn > today)
        {
            errors.Add("receivedOn", "receivedOn ligger i framtiden.");
        }
        else if (receivedOn < Earliest)
        {
            errors.Add("receivedOn", $"receivedOn ligger före {Earliest.Year}.");
        }

        errors.ThrowIfAny();
        var view = new CitizenView
        {
            PublicId = Guid.CreateVersion7(now),
            Municipality = municipality,
            Channel = request.Channel!.Value,
            Area = area,
            Latitude = request.Position?.Latitude,
            Longitude = request.Position?.Longitude,
            Reasons = [.. request.Reasons!.Distinct()],
            Text = string.IsNullOrWhiteSpace(request.Text) ? null : request.Text.Trim(),
            ReceivedOn = receivedOn,
            RegisteredAt = now,
            ReceivedBy = services.CallerParty,
        };
        services.Db.CitizenViews.Add(view);
        services.Db.Record(view.PublicId, view.Received(), view.ReceivedBy, now);
        await services.Db.SaveChangesAsync(services.Cancellation);
        return Responses.Created(services.Http, view.PublicId, view.Version, ToResponse(view));
    }

    /// <summary>List citizen views.</summary>
    /// <remarks>The views, latest first.</remarks>
    private static async Task<PageOf<CitizenViewResponse>> ListAsync(
        string municipality, string? area, [AsParameters] Paging paging, [AsParameters] IntakeServices services)
    {
        await services.Rules.RequireAsync(municipality);
        var views = await services.Db.CitizenViews.AsNoTracking()
            .Where(view => view.Municipality == municipality && (area == null || view.Area == area))
            .OrderByDescending(view => view.ReceivedOn).ThenByDescending(view => view.Id)
            .ToPageAsync(paging, services.Cancellation);
        return views.Select(ToResponse);
    }

    /// <summary>Read a citizen view.</summary>
    /// <remarks>One view with its text.</remarks>
    private static async Task<Ok<CitizenViewResponse>> GetAsync(
        string municipality, Guid id, IncidentIntakeDbContext db, HttpContext http, CancellationToken cancellationToken)
    {
        var view = await db.CitizenViews.AsNoTracking()
            .SingleOrDefaultAsync(v => v.Municipality == municipality && v.PublicId == id, cancellationToken)
            ?? throw new NotFoundException("Åsikten");
        return Responses.Ok(http, view.Version, ToResponse(view));
    }

    private static CitizenViewResponse ToResponse(CitizenView view) => new(
        view.PublicId,
        view.Channel,
        view.Area,
        view is { Latitude: { } latitude, Longitude: { } longitude } ? new Position(latitude, longitude) : null,
        view.Reasons,
        view.Text,
        view.ReceivedOn,
        view.Version);
}
