using Medborgarlofte.Contracts.NeighbourhoodWatch;
using Medborgarlofte.Events;
using Medborgarlofte.Http;
using Medborgarlofte.Http.Access;
using Medborgarlofte.Mail;
using Medborgarlofte.NeighbourhoodWatch.Data;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Medborgarlofte.ReferenceData;
using Medborgarlofte.Swedish;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.NeighbourhoodWatch.Warnings;

/// <summary>When groups are warned. What is left out takes its default.</summary>
/// <param name="IsOn">The one switch: false, and nothing is watched and no mail goes to the groups, be it warning, statistics, reminder or offer of a training seat.</param>
/// <param name="Categories">Codes of the categories that are watched, at most 50.</param>
/// <param name="Count">Count rule: cases in an area, 2 to 1,000; 5 unless told.</param>
/// <param name="Days">Count rule: within how many days, 1 to 366; 10 unless told.</param>
/// <param name="PercentOfNormal">Count rule: how far above the normal level, 100 to 1,000 percent of it; 150 unless told.</param>
/// <param name="NormalDays">Count rule: days before those, over which the normal level is taken, 7 to 1,098; 84 unless told.</param>
/// <param name="NearRepeatMetres">Near-repeat rule: less than so many metres, 1 to 5,000; 200 unless told.</param>
/// <param name="NearRepeatDays">Near-repeat rule: less than so many days, 0 to 366, where 0 switches it off; 14 unless told.</param>
/// <param name="QuietDays">Days after a warning in which there is none for the same category and area, 1 to 366; 7 unless told.</param>
/// <param name="Sender">Who stands as sender; the police unless told.</param>
/// <param name="Advice">Advice added to every warning, or null.</param>
public sealed record WarningSettingsRequest(
    bool? IsOn,
    IReadOnlyList<string>? Categories,
    int? Count,
    int? Days,
    int? PercentOfNormal,
    int? NormalDays,
    int? NearRepeatMetres,
    int? NearRepeatDays,
    int? QuietDays,
    WarningSender? Sender,
    string? Advice);

/// <summary>When groups are warned.</summary>
/// <param name="Version">Version, the same as the ETag; 0 where nothing is set.</param>
/// <param name="IsOn">The one switch.</param>
/// <param name="Categories">Codes of the categories that are watched.</param>
/// <param name="Count">Count rule: cases in an area.</param>
/// <param name="Days">Count rule: within how many days.</param>
/// <param name="PercentOfNormal">Count rule: how far above the normal level, in percent of it.</param>
/// <param name="NormalDays">Count rule: days before those, over which the normal level is taken.</param>
/// <param name="NearRepeatMetres">Near-repeat rule: less than so many metres.</param>
/// <param name="NearRepeatDays">Near-repeat rule: less than so many days; 0 is off.</param>
/// <param name="QuietDays">Days after a warning in which there is none for the same category and area.</param>
/// <param name="Sender">Who stands as sender.</param>
/// <param name="Advice">Advice added to every warning, or null.</param>
public sealed record WarningSettingsResponse(
    int Version,
    bool IsOn,
    IReadOnlyList<string> Categories,
    int Count,
    int Days,
    int PercentOfNormal,
    int NormalDays,
    int NearRepeatMetres,
    int NearRepeatDays,
    int QuietDays,
    WarningSender Sender,
    string? Advice);

/// <summary>A warning that was sent.</summary>
/// <param name="Id">Public id.</param>
/// <param name="Area">Area code.</param>
/// <param name="Category">Category code.</param>
/// <param name="Rule">The rule that found it.</param>
/// <param name="Cases">How many cases.</param>
/// <param name="Days">Within how many days.</param>
/// <param name="On">Calendar day on which it was sent.</param>
/// <param name="Text">The text, in Swedish.</param>
/// <param name="Groups">Active groups in the area.</param>
/// <param name="Households">Households that it was sent to.</param>
public sealed record WarningResponse(
    Guid Id, string Area, string Category, WarningRule Rule, int Cases, int Days, DateOnly On, string Text, int Groups, int Households);

/// <summary>Warnings, and when they are sent.</summary>
internal static class WarningEndpoints
{
    private const string Path = "/warnings";

    public static void Map(RouteGroupBuilder municipality)
    {
        municipality.MapGet(Path, ListAsync).WithName("listWarnings").RequireRoles(Roles.Coordinator | Roles.Police | Roles.WatchContact);
        municipality.MapGet(Path + "/settings", GetSettingsAsync).WithName("getWarningSettings").RequireRoles(Roles.Coordinator | Roles.Police | Roles.WatchContact).WithETag();
        municipality.MapPut(Path + "/settings", ChangeSettingsAsync).WithName("changeWarningSettings").RequireRoles(Roles.Coordinator | Roles.Police).WithIfMatch();
    }

    /// <summary>List the warnings that were sent.</summary>
    /// <remarks>The latest first, with the number of groups and households that each was sent to.</remarks>
    private static async Task<Ok<PageOf<WarningResponse>>> ListAsync(
        string municipality, string? area, [AsParameters] Paging paging, NeighbourhoodWatchDbContext db, CancellationToken cancellationToken)
    {
        await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var warnings = await db.Warnings.AsNoTracking()
            .Where(warning => warning.Municipality == municipality && (area == null || warning.Area == area))
            .OrderByDescending(warning => warning.Id)
            .ToPageAsync(paging, cancellationToken);
        return TypedResults.Ok(warnings.Select(warning => new WarningResponse(
            warning.PublicId, warning.Area, warning.Category, warning.Rule, warning.Cases, warning.Days, warning.On, warning.Text, warning.Groups, warning.Households)));
    }

    /// <summary>Read when groups are warned.</summary>
    /// <remarks>The rules and the switch; off until the municipality has set them. The ETag is "0" where nothing is set.</remarks>
    private static async Task<Ok<WarningSettingsResponse>> GetSettingsAsync(
        string municipality, NeighbourhoodWatchDbContext db, HttpContext http, CancellationToken cancellationToken)
    {
        await db.RequireMunicipalityAsync(municipality, cancellationToken);
        return Answer(http, await WarningSettings.FindAsync(db, municipality, cancellationToken));
    }

    /// <summary>Change when groups are warned.</summary>
    /// <remarks>
    /// Replaces the rules and the switch. Switched off, nothing is watched, nobody is warned or gets statistics, reminders or offers, and mail that is
    /// not sent yet never is, but for what is being sent just now; incidents kept for the rules are forgotten at once. Switched on, incidents registered before that warn nobody.
    /// </remarks>
    private static async Task<Ok<WarningSettingsResponse>> ChangeSettingsAsync(
        string municipality,
        WarningSettingsRequest request,
        NeighbourhoodWatchDbContext db,
        TimeProvider time,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        var reference = await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var stored = await WarningSettings.FindAsync(db, municipality, cancellationToken);
        http.Request.RequireIfMatch(stored.Version);
        Check(request, reference);
        await db.InTransactionAsync(
            async () =>
            {
                stored = await WarningSettings.FindAsync(db, municipality, cancellationToken);
                http.Request.RequireIfMatch(stored.Version);
                if (stored.Version == 0)
                {
                    db.WarningSettings.Add(stored);
                }

                stored.OnSince = request.IsOn == true ? stored.OnSince ?? time.GetUtcNow() : null;
                Apply(request, stored);

                // Saved first: who is writing reminders or offers at this moment is either done, and they are deleted here, or refused.
                await db.SaveChangedAsync(cancellationToken);
                if (!stored.IsOn)
                {
                    await db.WatchedIncidents.Where(watched => watched.Municipality == municipality).ExecuteDeleteAsync(cancellationToken);
                    await db.Set<NoticeMailing>()
                        .Where(mailing => mailing.Municipality == municipality && WatchMail.Kinds.Contains(mailing.Kind) && mailing.SpreadAt == null)
                        .ExecuteDeleteAsync(cancellationToken);
                    await db.Set<Notice>()
                        .Where(notice => notice.Municipality == municipality && WatchMail.Kinds.Contains(notice.Kind) && notice.State == NoticeState.Waiting)
                        .ExecuteDeleteAsync(cancellationToken);
                }
            },
            cancellationToken);
        return Answer(http, stored);
    }

    private static void Check(WarningSettingsRequest request, MunicipalityReference reference)
    {
        var errors = new RequestErrors();
        errors.Required("isOn", request.IsOn);
        errors.CheckCategories("categories", request.Categories, reference);
        if (request is { IsOn: true, Categories: null or [] })
        {
            errors.Add("categories", "categories saknas: ange minst en kategori som ska bevakas.");
        }

        errors.InRange("count", request.Count, 2, 1000);
        errors.InRange("days", request.Days, 1, WarningSettings.MaxDays);
        errors.InRange("percentOfNormal", request.PercentOfNormal, 100, 1000);
        errors.InRange("normalDays", request.NormalDays, 7, WarningSettings.MaxNormalDays);
        errors.InRange("nearRepeatMetres", request.NearRepeatMetres, 1, WarningSettings.MaxMetres);
        errors.InRange("nearRepeatDays", request.NearRepeatDays, 0, WarningSettings.MaxDays);
        errors.InRange("quietDays", request.QuietDays, 1, WarningSettings.MaxDays);
        errors.CheckText("advice", request.Advice, WarningSettings.AdviceLength, required: false);
        errors.ThrowIfAny();
    }

    private static void Apply(WarningSettingsRequest request, WarningSettings settings)
    {
        var unless = new WarningSettings { Municipality = settings.Municipality };
        settings.IsOn = request.IsOn!.Value;
        settings.Categories = [.. (request.Categories ?? []).Distinct()];
        settings.Count = request.Count ?? unless.Count;
        settings.Days = request.Days ?? unless.Days;
        settings.PercentOfNormal = request.PercentOfNormal ?? unless.PercentOfNormal;
        settings.NormalDays = request.NormalDays ?? unless.NormalDays;
        settings.NearRepeatMetres = request.NearRepeatMetres ?? unless.NearRepeatMetres;
        settings.NearRepeatDays = request.NearRepeatDays ?? unless.NearRepeatDays;
        settings.QuietDays = request.QuietDays ?? unless.QuietDays;
        settings.Sender = request.Sender ?? unless.Sender;
        settings.Advice = string.IsNullOrWhiteSpace(request.Advice) ? null : request.Advice.Trim();
        settings.Version++;
    }

    private static Ok<WarningSettingsResponse> Answer(HttpContext http, WarningSettings settings)
    {
        http.Response.SetETag(settings.Version);
        return TypedResults.Ok(new WarningSettingsResponse(
            settings.Version,
            settings.IsOn,
            settings.Categories,
            settings.Count,
            settings.Days,
            settings.PercentOfNormal,
            settings.NormalDays,
            settings.NearRepeatMetres,
            settings.NearRepeatDays,
            settings.QuietDays,
            settings.Sender,
            settings.Advice));
    }
}
