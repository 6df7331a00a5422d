using Medborgarlofte.NeighbourhoodWatch.Notices;

namespace Medborgarlofte.NeighbourhoodWatch.Warnings;

/// <summary>The mail switch and the rules that trigger a warning. Omitted values get their defaults.</summary>
/// <param name="IsOn">
/// The switch for all mail to the groups: warnings, statistics, reminders and offers of training seats. While it is off, no incident is
/// stored.
/// </param>
/// <param name="Categories">Codes of the categories whose incidents can trigger a warning, at most 50.</param>
/// <param name="Count">Count rule: number of cases in an area, 2 to 1,000. Default: 5.</param>
/// <param name="Days">Count rule: length of the window in days, 1 to 366. Default: 10.</param>
/// <param name="PercentOfNormal">Count rule: minimum number of cases in percent of the normal level, 100 to 1,000. Default: 150.</param>
/// <param name="NormalDays">
/// Count rule: number of days before the window from which the normal level is computed, 7 to 1,098. Default: 84.
/// </param>
/// <param name="NearRepeatMetres">Near-repeat rule: upper limit of the distance in metres, exclusive, 1 to 5,000. Default: 200.</param>
/// <param name="NearRepeatDays">
/// Near-repeat rule: upper limit of the days between the cases, exclusive, 0 to 366; 0 switches the rule off. Default: 14.
/// </param>
/// <param name="QuietDays">Number of days without another warning for the same category and area, 1 to 366. Default: 7.</param>
/// <param name="Sender">The sender. Default: the police.</param>
/// <param name="Advice">Advice that is added to every warning, or null.</param>
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

/// <summary>The mail switch and the rules that trigger a warning.</summary>
/// <param name="Version">Version, the same as the ETag; 0 until settings are saved.</param>
/// <param name="IsOn">The switch for all mail to the groups.</param>
/// <param name="Categories">Codes of the categories whose incidents can trigger a warning.</param>
/// <param name="Count">Count rule: number of cases in an area.</param>
/// <param name="Days">Count rule: length of the window in days.</param>
/// <param name="PercentOfNormal">Count rule: minimum number of cases as a percentage of the normal level.</param>
/// <param name="NormalDays">Count rule: number of days before the window from which the normal level is computed.</param>
/// <param name="NearRepeatMetres">Near-repeat rule: upper limit of the distance in metres, exclusive.</param>
/// <param name="NearRepeatDays">Near-repeat rule: upper limit of the days between the cases, exclusive; 0 switches the rule off.</param>
/// <param name="QuietDays">Number of days after a warning without another warning for the same category and area.</param>
/// <param name="Sender">The sender.</param>
/// <param name="Advice">Advice that is added to every warning, or null.</param>
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

/// <summary>Reads and changes the mail switch and the rules that trigger a warning.</summary>
internal static class WarningSettingsEndpoints
{
    private const string Path = WarningEndpoints.Path + "/settings";

    public static void Map(RouteGroupBuilder municipality)
    {
        municipality.MapGet(Path, GetAsync)
            .WithName("getWarningSettings").RequireRoles(Roles.Coordinator | Roles.Police | Roles.WatchContact).WithETag();
        municipality.MapPut(Path, ChangeAsync)
            .WithName("changeWarningSettings").RequireRoles(Roles.Coordinator | Roles.Police).WithIfMatch();
    }

    /// <summary>Get the warning settings.</summary>
    /// <remarks>The switch and the rules. Off until the municipality switches it on. The ETag is "0" until settings are saved.</remarks>
    private static async Task<Ok<WarningSettingsResponse>> GetAsync(string municipality, [AsParameters] WatchServices services)
    {
        await services.RequireMunicipalityAsync(municipality);
        return Ok(services, await MailSettings.FindAsync(services.Db, municipality, services.Cancellation));
    }

    /// <summary>Change the warning settings.</summary>
    /// <remarks>
    /// Replaces the switch and the rules. When mail is switched off, no warnings, statistics, reminders or offers are sent. Unsent mail is
    /// discarded, except messages already being sent, and the incidents stored for the rules are deleted. When mail is switched on,
    /// incidents registered earlier trigger no warning.
    /// </remarks>
    private static async Task<Ok<WarningSettingsResponse>> ChangeAsync(
        string municipality, WarningSettingsRequest request, [AsParameters] WatchServices services)
    {
        var (db, http, cancellationToken) = (services.Db, services.Http, services.Cancellation);
        var reference = await services.RequireMunicipalityAsync(municipality);
        var stored = await MailSettings.FindAsync(db, municipality, cancellationToken);
        http.Request.RequireIfMatch(stored.Version);
        Validate(request, reference);
        await db.InTransactionAsync(
            async () =>
            {
                stored = await MailSettings.FindAsync(db, municipality, cancellationToken);
                http.Request.RequireIfMatch(stored.Version);
                if (stored.Version == 0)
                {
                    db.MailSettings.Add(stored);
                }

                stored.OnSince = request.IsOn == true ? stored.OnSince ?? services.Now : null;
                Apply(request, stored);

                // Save first: a concurrent save of reminders or offers has either completed, and they are deleted here, or is rejected.
                await db.SaveChangedAsync(cancellationToken);
                if (!stored.IsOn)
                {
                    await DiscardAsync(services, municipality);
                }
            },
            cancellationToken);
        return Ok(services, stored);
    }

    private static async Task DiscardAsync(WatchServices services, string municipality)
    {
        await services.Db.WatchedIncidents.Where(watched => watched.Municipality == municipality).ExecuteDeleteAsync(services.Cancellation);
        await services.Db.DistinctIncidents.Where(pair => pair.Municipality == municipality).ExecuteDeleteAsync(services.Cancellation);
        await services.Db.Set<NoticeMailing>()
            .Where(mailing => mailing.Municipality == municipality && NoticeKinds.All.Contains(mailing.Kind))
            .Where(mailing => mailing.SpreadAt == null)
            .ExecuteDeleteAsync(services.Cancellation);
        await services.Db.Set<Notice>()
            .Where(notice => notice.Municipality == municipality && NoticeKinds.All.Contains(notice.Kind))
            .Where(notice => notice.State == NoticeState.Waiting)
            .ExecuteDeleteAsync(services.Cancellation);
    }

    private static void Validate(WarningSettingsRequest request, MunicipalityReference reference)
    {
        var errors = new RequestErrors();
        errors.Required("isOn", request.IsOn);
        errors.CheckCategories("categories", request.Categories, reference);
        if (request is { IsOn: true, Categories: null or [] })
        {
            errors.Add("categories", "categories saknas: ange minst en kategori som ska bevakas.");
        }

        errors.InRange("count", request.Count, 2, 1000);
        errors.InRange("days", request.Days, 1, MailSettings.MaxDays);
        errors.InRange("percentOfNormal", request.PercentOfNormal, 100, 1000);
        errors.InRange("normalDays", request.NormalDays, 7, MailSettings.MaxNormalDays);
        errors.InRange("nearRepeatMetres", request.NearRepeatMetres, 1, MailSettings.MaxMetres);
        errors.InRange("nearRepeatDays", request.NearRepeatDays, 0, MailSettings.MaxDays);
        errors.InRange("quietDays", request.QuietDays, 1, MailSettings.MaxDays);
        errors.CheckText("advice", request.Advice, MailSettings.AdviceLength, required: false);
        errors.ThrowIfAny();
    }

    private static void Apply(WarningSettingsRequest request, MailSettings settings)
    {
        var defaults = new MailSettings { Municipality = settings.Municipality };
        settings.IsOn = request.IsOn!.Value;
        settings.Categories = [.. (request.Categories ?? []).Distinct()];
        settings.Count = request.Count ?? defaults.Count;
        settings.Days = request.Days ?? defaults.Days;
        settings.PercentOfNormal = request.PercentOfNormal ?? defaults.PercentOfNormal;
        settings.NormalDays = request.NormalDays ?? defaults.NormalDays;
        settings.NearRepeatMetres = request.NearRepeatMetres ?? defaults.NearRepeatMetres;
        settings.NearRepeatDays = request.NearRepeatDays ?? defaults.NearRepeatDays;
        settings.QuietDays = request.QuietDays ?? defaults.QuietDays;
        settings.Sender = request.Sender ?? defaults.Sender;
        settings.Advice = string.IsNullOrWhiteSpace(request.Advice) ? null : request.Advice.Trim();
        settings.Version++;
    }

    private static Ok<WarningSettingsResponse> Ok(WatchServices services, MailSettings settings) => Responses.Ok(
        services.Http,
        settings.Version,
        new WarningSettingsResponse(
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
