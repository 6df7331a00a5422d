using Medborgarlofte.Contracts.Incidents;
using Medborgarlofte.Events;
using Medborgarlofte.Http;
using Medborgarlofte.IncidentIntake;
using Medborgarlofte.IncidentIntake.Data;
using Medborgarlofte.IncidentIntake.Incidents;
using Medborgarlofte.IncidentIntake.Municipalities;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Medborgarlofte.ServiceDefaults;
using Medborgarlofte.Swedish;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Medborgarlofte.Benchmarks;

/// <summary>
/// Alternatives to intake's write path with the same host and checks: one without storage, one with an Entity Framework commit
/// per request. Both authenticate the caller; neither has a row in the access table.
/// </summary>
internal static class WriteRivals
{
    public const string Bare = "serve-bare";
    public const string EntityFramework = "serve-ef";

    public static async Task ServeAsync(string rival)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.AddServiceDefaults();
        builder.Services.AddIncidentIntake(builder.Configuration);
        builder.Services.AddEventBus(builder.Configuration, IncidentIntakeModule.AddQueues);
        var app = builder.Build();
        app.UseServiceDefaults();
        app.MapIncidentIntake();
        const string Path = "/api/v1/municipalities/{municipality}/incidents/rival";
        if (rival == Bare)
        {
            app.MapPost(Path, AnswerAsync).AllowAnonymous();
        }
        else
        {
            app.MapPost(Path, SaveAsync).AllowAnonymous();
        }

        await app.RunAsync();
    }

    private static async Task<Created<IncidentResponse>> AnswerAsync(
        string municipality, ReportIncidentRequest request, MunicipalityRulesCache cache, TimeProvider time, HttpContext http) =>
        Created(await CheckedAsync(municipality, request, cache, time, http), http);

    private static async Task<Created<IncidentResponse>> SaveAsync(
        string municipality, ReportIncidentRequest request, MunicipalityRulesCache cache, IncidentIntakeDbContext db, TimeProvider time,
        HttpContext http)
    {
        var incident = await CheckedAsync(municipality, request, cache, time, http);
        db.Incidents.Add(incident);
        db.Record(incident.PublicId, incident.State<IncidentReported>(), incident.ReportedBy, incident.RegisteredAt);
        await db.SaveChangesAsync();
        return Created(incident, http);
    }

    private static async Task<Incident> CheckedAsync(
        string municipality, ReportIncidentRequest request, MunicipalityRulesCache cache, TimeProvider time, HttpContext http)
    {
        var rules = await cache.RequireAsync(municipality);
        var errors = new RequestErrors();
        var facts = IncidentFacts.Check(request, rules, time.GetUtcNow(), errors);
        errors.ThrowIfAny();
        return Incident.Report(
            facts!, new IncidentOrigin(municipality, request.Source ?? "manual", request.ExternalId, http.User.Party()), time.GetUtcNow());
    }

    private static Created<IncidentResponse> Created(Incident incident, HttpContext http) =>
        TypedResults.Created(
            $"/api/v1/municipalities/{incident.Municipality}/incidents/{incident.PublicId}", IncidentResponse.Of(incident, http.User));
}
