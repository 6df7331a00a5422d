using Medborgarlofte.Contracts.Incidents;
using Medborgarlofte.Events;
using Medborgarlofte.Http;
using Medborgarlofte.Http.Access;
using Medborgarlofte.IncidentIntake.Data;
using Medborgarlofte.IncidentIntake.Municipalities;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Medborgarlofte.Swedish;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.IncidentIntake.CitizenViews;

/// <summary>A citizen's view as it is received.</summary>
public sealed record CitizenViewRequest
{
    /// <summary>How it reached the parties: dialogue, survey, safetyWalk or webForm.</summary>
    public CitizenViewChannel? Channel { get; init; }

    /// <summary>Area code; found from the position where it is left out.</summary>
    public string? Area { get; init; }

    /// <summary>Position in WGS 84, or null.</summary>
    public Position? Position { get; init; }

    /// <summary>Category codes of what makes the place feel unsafe; at least one.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>The citizen's own words, without names; at most 2,000 characters.</summary>
    public string? Text { get; init; }

    /// <summary>Day on which it was received; today where it is left out.</summary>
    public DateOnly? ReceivedOn { get; init; }
}

/// <summary>A citizen's view as the parties see it.</summary>
/// <param name="Id">Public id.</param>
/// <param name="Channel">How it reached the parties.</param>
/// <param name="Area">Area code, or null.</param>
/// <param name="Position">Position, or null.</param>
/// <param name="Reasons">Category codes of what makes the place feel unsafe.</param>
/// <param name="Text">The citizen's own words.</param>
/// <param name="ReceivedOn">Day on which it was received.</param>
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

/// <summary>Citizens' views: the promise's second source.</summary>
internal static class CitizenViewEndpoints
{
    private const int MaxReasons = 20;

    private static readonly DateOnly Earliest = new(1990, 1, 1);

    public static void Map(RouteGroupBuilder municipality)
    {
        municipality.MapPost("/citizen-views", ReceiveAsync).WithName("receiveCitizenView").RequireRoles(Roles.Coordinator | Roles.Police).WithETag();
        municipality.MapGet("/citizen-views", ListAsync).WithName("listCitizenViews").RequireRoles(Roles.Coordinator | Roles.Police);
        municipality.MapGet("/citizen-views/{id:guid}", GetAsync).WithName("getCitizenView").RequireRoles(Roles.Coordinator | Roles.Police).WithETag();
    }

    /// <summary>Receive a citizen view.</summary>
    /// <remarks>Stores where a citizen feels unsafe and why: one of the two sources that a promise rests on. Reasons are category codes.</remarks>
    private static async Task<Created<CitizenViewResponse>> ReceiveAsync(
        string municipality,
        CitizenViewRequest request,
        IncidentIntakeDbContext db,
        MunicipalityRulesCache cache,
        TimeProvider time,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        var rules = await cache.RequireAsync(municipality);
        var now = time.GetUtcNow();
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
            for (var index = 0; index < request.Reasons.Count; index++)
            {
                if (request.Reasons[index] is null || !rules.Categories.ContainsKey(request.Reasons[index]))
                {
                    errors.Add($"reasons[{index}]", $"Kategorin {PlaceRules.Shorten(request.Reasons[index])} finns inte i {rules.FullName}.");
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
            ReceivedBy = http.User.Party(),
        };
        db.CitizenViews.Add(view);
        db.Record(view.PublicId, view.Received(), view.ReceivedBy, now);
        await db.SaveChangesAsync(cancellationToken);
        http.Response.SetETag(view.Version);
        return TypedResults.Created($"/api/v1/municipalities/{municipality}/citizen-views/{view.PublicId}", Show(view));
    }

    /// <summary>List citizen views.</summary>
    /// <remarks>The views, the latest first.</remarks>
    private static async Task<PageOf<CitizenViewResponse>> ListAsync(
        string municipality,
        string? area,
        int? page,
        int? limit,
        IncidentIntakeDbContext db,
        MunicipalityRulesCache cache,
        CancellationToken cancellationToken)
    {
        await cache.RequireAsync(municipality);
        var views = await db.CitizenViews.AsNoTracking()
            .Where(view => view.Municipality == municipality && (area == null || view.Area == area))
            .OrderByDescending(view => view.ReceivedOn).ThenByDescending(view => view.Id)
            .ToPageAsync(new Paging(page, limit), cancellationToken);
        return views.Select(Show);
    }

    /// <summary>Read a citizen view.</summary>
    /// <remarks>One view with its own words.</remarks>
    private static async Task<Ok<CitizenViewResponse>> GetAsync(
        string municipality, Guid id, IncidentIntakeDbContext db, HttpResponse response, CancellationToken cancellationToken)
    {
        var view = await db.CitizenViews.AsNoTracking()
            .SingleOrDefaultAsync(v => v.Municipality == municipality && v.PublicId == id, cancellationToken)
            ?? throw new NotFoundException("Åsikten");
        response.SetETag(view.Version);
        return TypedResults.Ok(Show(view));
    }

    private static CitizenViewResponse Show(CitizenView view) => new(
        view.PublicId,
        view.Channel,
        view.Area,
        view is { Latitude: { } latitude, Longitude: { } longitude } ? new Position(latitude, longitude) : null,
        view.Reasons,
        view.Text,
        view.ReceivedOn,
        view.Version);
}
