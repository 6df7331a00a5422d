namespace Medborgarlofte.Measures.Requests;

/// <summary>The services that an endpoint handler uses, bound with <see cref="AsParametersAttribute"/>.</summary>
internal sealed record EndpointServices(MeasuresDbContext Db, TimeProvider Time, HttpContext Http, CancellationToken Cancellation);
