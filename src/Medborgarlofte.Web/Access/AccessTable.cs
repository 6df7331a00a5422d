using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using static Medborgarlofte.Web.Access.Roles;

namespace Medborgarlofte.Web.Access;

/// <summary>Who may call one operation.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Route">Route as it is mapped.</param>
/// <param name="Roles">The roles that may call it in the municipalities that their token names.</param>
/// <param name="IsPublic">Whether anybody may call it, signed in or not.</param>
public sealed record AccessRule(string Method, string Route, Roles Roles, bool IsPublic = false);

/// <summary>
/// Who may call what: the one table of roles and operations. What has no row is denied to everybody. Whose incidents,
/// measures and groups a caller then sees is decided where they are read.
/// </summary>
public static class AccessTable
{
    private const string Municipality = "/api/v1/municipalities/{municipality}";
    private const string Page = "/{municipality:regex(^\\d{{4}}$)}";
    private const string Open311 = "/open311/{municipality}";
    private const Roles Parties = Coordinator | Police | Reporter;

    /// <summary>The rows.</summary>
    public static IReadOnlyList<AccessRule> Rules { get; } =
    [
        // What the API is.
        Public("GET", "/api/v1/api-info"),
        Public("GET", "/api/v1/openapi.json"),

        // What the parties promise and have done is for everybody to read; small counts are hidden from those who are no party.
        Public("GET", "/"),
        Public("GET", "/medborgarlofte.css"),
        Public("GET", Page),
        Public("GET", Page + "/uppfoljning/{period}"),
        Public("GET", Page + "/lagesbild/{period}"),
        Public("GET", Municipality + "/situational-pictures/{period}"),
        Public("GET", Municipality + "/follow-ups"),
        Public("GET", Municipality + "/follow-ups/{period}"),

        // Reference data is public: a form needs it before anybody has signed in.
        Public("GET", "/api/v1/municipalities"),
        Public("GET", Municipality),
        Public("GET", Municipality + "/areas"),
        Public("GET", Municipality + "/areas/{code}"),
        Public("GET", Municipality + "/categories"),
        Public("GET", Municipality + "/categories/{code}"),
        new("POST", "/api/v1/municipalities", Operator),
        new("PUT", Municipality, Operator | Coordinator),
        new("POST", Municipality + "/areas", Coordinator),
        new("PUT", Municipality + "/areas/{code}", Coordinator),
        new("POST", Municipality + "/categories", Coordinator),
        new("PUT", Municipality + "/categories/{code}", Coordinator),

        // Every party reports; a reporter and a watch contact see what their own party has reported.
        new("POST", Municipality + "/incidents", Parties | WatchContact),
        new("GET", Municipality + "/incidents", Parties | WatchContact),
        new("GET", Municipality + "/incidents/{id:guid}", Parties | WatchContact),
        new("GET", Municipality + "/incidents/{id:guid}/history", Parties | WatchContact),
        new("PUT", Municipality + "/incidents/{id:guid}", Parties | WatchContact),
        new("POST", Municipality + "/incidents/{id:guid}/status-changes", Parties | WatchContact),
        new("POST", Municipality + "/incident-imports", Parties),
        new("GET", Municipality + "/incident-imports", Parties),
        new("GET", Municipality + "/incident-imports/{id:guid}", Parties),
        new("GET", Municipality + "/incident-imports/{id:guid}/refusals", Parties),

        // Whoever sees something may tell it, without an account: it waits in quarantine until a party has verified it.
        Public("POST", Municipality + "/public-reports"),
        Public("POST", Municipality + "/public-report-statuses"),
        Public("GET", Page + "/rapportera"),
        Public("POST", Page + "/rapportera"),
        Public("GET", Page + "/rapportera/status"),
        Public("POST", Page + "/rapportera/status"),
        new("GET", Municipality + "/service-request-updates", Coordinator | Police),

        // Open311 has keys of its own, which the operations that need one check; who has a key is the municipality's to decide.
        Public("GET", "/open311/openapi.json"),
        Public("GET", Open311 + "/discovery.{format}"),
        Public("GET", Open311 + "/services.{format}"),
        Public("GET", Open311 + "/services/{code}.{format}"),
        Public("POST", Open311 + "/requests.{format}"),
        Public("GET", Open311 + "/requests.{format}"),
        Public("GET", Open311 + "/requests/{id}.{format}"),
        Public("GET", Open311 + "/tokens/{token}.{format}"),
        Public("POST", Open311 + "/servicerequestupdates.{format}"),
        Public("GET", Open311 + "/servicerequestupdates.{format}"),
        new("GET", Municipality + "/open311-clients", Operator | Coordinator),
        new("POST", Municipality + "/open311-clients", Operator | Coordinator),
        new("GET", Municipality + "/open311-clients/{id:guid}", Operator | Coordinator),
        new("POST", Municipality + "/open311-clients/{id:guid}/revocations", Operator | Coordinator),

        // Citizens' own words are for those who draw up the promise.
        new("POST", Municipality + "/citizen-views", Coordinator | Police),
        new("GET", Municipality + "/citizen-views", Coordinator | Police),
        new("GET", Municipality + "/citizen-views/{id:guid}", Coordinator | Police),

        // What was handed to law enforcement and what is erased when is for the municipality to answer for.
        new("POST", Municipality + "/disclosures", Coordinator | Police),
        new("GET", Municipality + "/disclosures", Coordinator | Police | Steering),
        new("GET", Municipality + "/disclosures/{id:guid}", Coordinator | Police | Steering),
        new("GET", Municipality + "/retention-rules", Operator | Coordinator | Steering),
        new("GET", Municipality + "/retention-rules/{documentType}", Operator | Coordinator | Steering),
        new("PUT", Municipality + "/retention-rules/{documentType}", Coordinator),
        new("POST", Municipality + "/retention-runs", Operator),
        new("GET", Municipality + "/retention-runs", Operator | Coordinator),
        new("GET", Municipality + "/retention-runs/{id:guid}", Operator | Coordinator),

        // The two owners of the promise write it; the steering group reads it. Other parties see the measures that they own or perform.
        new("POST", Municipality + "/promises", Coordinator | Police),
        new("GET", Municipality + "/promises", Parties | Steering),
        new("GET", Municipality + "/promises/{id:guid}", Parties | Steering),
        new("GET", Municipality + "/promises/{id:guid}/versions", Parties | Steering),
        new("PUT", Municipality + "/promises/{id:guid}", Coordinator | Police),
        new("POST", Municipality + "/problem-areas", Coordinator | Police),
        new("GET", Municipality + "/problem-areas", Parties | Steering),
        new("GET", Municipality + "/problem-areas/{id:guid}", Parties | Steering),
        new("PUT", Municipality + "/problem-areas/{id:guid}", Coordinator | Police),
        new("POST", Municipality + "/problem-areas/{id:guid}/status-changes", Coordinator | Police),
        new("POST", Municipality + "/problem-areas/{id:guid}/effects", Coordinator | Police),
        new("GET", Municipality + "/problem-areas/{id:guid}/effects", Parties | Steering),
        new("GET", Municipality + "/problem-areas/{id:guid}/effects/{effectId:guid}", Parties | Steering),
        new("PUT", Municipality + "/problem-areas/{id:guid}/effects/{effectId:guid}", Coordinator | Police),

        // Any party proposes measures and changes its own; which role enters which decision is in MeasureAccess.
        new("POST", Municipality + "/measures", Parties),
        new("GET", Municipality + "/measures", Parties | Steering),
        new("GET", Municipality + "/measures/board", Parties | Steering),
        new("GET", Municipality + "/measures/{id:guid}", Parties | Steering),
        new("PUT", Municipality + "/measures/{id:guid}", Parties),
        new("POST", Municipality + "/measures/{id:guid}/status-changes", Parties | Steering),

        // Who is told of the measures: the parties by their function mailboxes, and whoever asks for it on a page. An address is shown to who may read contact details alone.
        new("GET", Municipality + "/notices", Coordinator),
        new("POST", Municipality + "/notices/register-extracts", DataProtection),
        new("GET", Municipality + "/party-contacts", Coordinator),
        new("GET", Municipality + "/party-contacts/{party}", Coordinator),
        new("PUT", Municipality + "/party-contacts/{party}", Coordinator),
        new("DELETE", Municipality + "/party-contacts/{party}", Coordinator),
        Public("GET", Page + "/prenumerera"),
        Public("POST", Page + "/prenumerera"),
        Public("GET", Page + "/prenumerera/bekrafta"),
        Public("POST", Page + "/prenumerera/bekrafta"),
        Public("GET", Page + "/prenumerera/avsluta"),
        Public("POST", Page + "/prenumerera/avsluta"),

        // A meeting is a working document of its parties: other parties than coordinator, police and steering group see those they are called to.
        new("POST", Municipality + "/meetings", Coordinator | Police),
        new("GET", Municipality + "/meetings", Parties | Steering),
        new("GET", Municipality + "/meetings/next", Parties | Steering),
        new("GET", Municipality + "/meetings/{id:guid}", Parties | Steering),
        new("PUT", Municipality + "/meetings/{id:guid}", Coordinator | Police),
        new("POST", Municipality + "/meetings/{id:guid}/status-changes", Coordinator | Police),
        new("GET", Municipality + "/meetings/{id:guid}/agenda", Parties | Steering),
        new("GET", Municipality + "/meetings/{id:guid}/minutes", Parties | Steering),

        // A commitment is the owners' to word; every party logs what it does itself, on the measures that it owns or performs.
        new("POST", Municipality + "/commitments", Coordinator | Police),
        new("GET", Municipality + "/commitments", Parties | Steering),
        new("GET", Municipality + "/commitments/{id:guid}", Parties | Steering),
        new("PUT", Municipality + "/commitments/{id:guid}", Coordinator | Police),
        new("POST", Municipality + "/measures/{id:guid}/activities", Parties),
        new("GET", Municipality + "/measures/{id:guid}/activities", Parties | Steering),
        new("GET", Municipality + "/measures/{id:guid}/activities/{activityId:guid}", Parties | Steering),
        new("PUT", Municipality + "/measures/{id:guid}/activities/{activityId:guid}", Parties),
        new("POST", Municipality + "/measures/{id:guid}/activity-imports", Parties),
        new("POST", Municipality + "/measures/{id:guid}/outcome-events", Parties),
        new("GET", Municipality + "/measures/{id:guid}/outcome-events", Parties | Steering),
        new("GET", Municipality + "/measures/{id:guid}/outcome-events/{outcomeEventId:guid}", Parties | Steering),
        new("PUT", Municipality + "/measures/{id:guid}/outcome-events/{outcomeEventId:guid}", Parties),

        // How grannsamverkan is started is for everybody to read.
        Public("GET", Page + "/grannsamverkan"),
        Public("GET", Page + "/grannsamverkan/intresse"),
        Public("POST", Page + "/grannsamverkan/intresse"),

        // A watch contact sees its own group and keeps its list. Contact details are for who keeps the register alone, and each read is audited.
        new("POST", Municipality + "/watch-groups", Coordinator | Police),
        new("GET", Municipality + "/watch-groups", Coordinator | Police | WatchContact),
        new("GET", Municipality + "/watch-groups/{id:guid}", Coordinator | Police | WatchContact),
        new("PUT", Municipality + "/watch-groups/{id:guid}", Coordinator | Police),
        new("GET", Municipality + "/watch-groups/{id:guid}/guide", Coordinator | Police | WatchContact),
        new("POST", Municipality + "/watch-groups/{id:guid}/status-changes", Coordinator | Police),
        new("GET", Municipality + "/watch-groups/duties", Coordinator | Police | WatchContact),
        new("POST", Municipality + "/watch-groups/{id:guid}/activities", Coordinator | Police | WatchContact),
        new("GET", Municipality + "/watch-groups/{id:guid}/activities", Coordinator | Police | WatchContact),
        new("POST", Municipality + "/watch-groups/{id:guid}/observations", Coordinator | Police | WatchContact),
        new("POST", Municipality + "/watch-groups/{id:guid}/members", Coordinator | Police | WatchContact),
        new("GET", Municipality + "/watch-groups/{id:guid}/members", Coordinator | Police | WatchContact),
        new("GET", Municipality + "/watch-groups/{id:guid}/members/{memberId:guid}", Coordinator | Police | WatchContact),
        new("PUT", Municipality + "/watch-groups/{id:guid}/members/{memberId:guid}", WatchRegistrar),
        new("DELETE", Municipality + "/watch-groups/{id:guid}/members/{memberId:guid}", Coordinator | Police | WatchContact),
        new("GET", Municipality + "/watch-groups/{id:guid}/members/{memberId:guid}/contact-details", WatchRegistrar),
        new("POST", Municipality + "/watch-groups/{id:guid}/members/{memberId:guid}/consent-withdrawals", Coordinator | Police | WatchContact),
        new("POST", Municipality + "/watch-groups/register-extracts", DataProtection),
        new("POST", Municipality + "/trainings", Coordinator | Police),
        new("GET", Municipality + "/trainings", Coordinator | Police | WatchContact),
        new("GET", Municipality + "/trainings/{id:guid}", Coordinator | Police | WatchContact),
        new("POST", Municipality + "/trainings/{id:guid}/status-changes", Coordinator | Police),
        new("POST", Municipality + "/trainings/{id:guid}/bookings", Coordinator | Police | WatchContact),
        new("GET", Municipality + "/trainings/{id:guid}/bookings", Coordinator | Police | WatchContact),
        new("DELETE", Municipality + "/trainings/{id:guid}/bookings/{bookingId:guid}", Coordinator | Police | WatchContact),
        new("POST", Municipality + "/restrictions", Coordinator | Police),
        new("GET", Municipality + "/restrictions", Coordinator | Police | WatchContact),
        new("GET", Municipality + "/restrictions/{id:guid}", Coordinator | Police | WatchContact),
        new("PUT", Municipality + "/restrictions/{id:guid}", Coordinator | Police),
        new("GET", Municipality + "/warnings", Coordinator | Police | WatchContact),
        new("GET", Municipality + "/warnings/settings", Coordinator | Police | WatchContact),
        new("PUT", Municipality + "/warnings/settings", Coordinator | Police),
        new("GET", Municipality + "/watch-settings", Coordinator | Police | WatchContact),
        new("PUT", Municipality + "/watch-settings", Coordinator),

        // Only the coordinator publishes.
        new("POST", Municipality + "/follow-ups/{period}/publications", Coordinator),
        new("PUT", Municipality + "/follow-ups/{period}/texts/{problemAreaId:guid}", Coordinator),
        new("DELETE", Municipality + "/follow-ups/{period}/texts/{problemAreaId:guid}", Coordinator),

        new("POST", "/api/v1/replays", Operator),
        new("GET", "/api/v1/replays/{id:guid}", Operator),
    ];

    private static readonly FrozenDictionary<(string Method, string Route), AccessRule> ByOperation =
        Rules.ToFrozenDictionary(rule => (rule.Method, rule.Route));

    /// <summary>The rule of an operation, or null where it has none; what may be read by GET may be asked about by HEAD.</summary>
    public static AccessRule? Find(string method, string route) => ByOperation.GetValueOrDefault((HttpMethods.IsHead(method) ? HttpMethods.Get : method, route));

    private static AccessRule Public(string method, string route) => new(method, route, SignedIn, IsPublic: true);
}
