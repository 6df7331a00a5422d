using Microsoft.AspNetCore.Mvc;

namespace Medborgarlofte.Measures.Requests;

/// <summary>The services that an endpoint handler uses, bound with <see cref="AsParametersAttribute"/>.</summary>
internal sealed record EndpointServices(
    [FromServices] MeasuresDbContext Db, [FromServices] TimeProvider Time, HttpContext Http, CancellationToken Cancellation);
