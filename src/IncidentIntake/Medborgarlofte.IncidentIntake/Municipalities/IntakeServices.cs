using Medborgarlofte.Http;
using Medborgarlofte.IncidentIntake.Data;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Medborgarlofte.IncidentIntake.Municipalities;

/// <summary>The services that the module's endpoints have in common.</summary>
internal sealed record IntakeServices(
    [FromServices] IncidentIntakeDbContext Db,
    [FromServices] MunicipalityRulesCache Rules,
    [FromServices] TimeProvider Time,
    HttpContext Http,
    CancellationToken Cancellation)
{
    /// <summary>Code of the caller's party.</summary>
    public string CallerParty => Http.User.Party();
}
