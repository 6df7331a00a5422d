namespace Medborgarlofte.Reporting.Names;

/// <summary>Reads the reference data that endpoints and queries name things by.</summary>
internal static class MunicipalityLookup
{
    /// <summary>The reference data of the municipality in a route.</summary>
    /// <exception cref="NotFoundException">The municipality is unknown (404).</exception>
    public static async Task<MunicipalityReference> RequireMunicipalityAsync(
        this ReportingDbContext db, string municipality, CancellationToken cancellationToken) =>
        await MunicipalityReference.FindAsync(db, municipality, cancellationToken)
        ?? throw new NotFoundException($"Kommunen {municipality}");

    /// <summary>The names of all parties.</summary>
    public static async Task<PartyNames> ReadPartyNamesAsync(this ReportingDbContext db, CancellationToken cancellationToken) =>
        new(await MunicipalityReference.ListAsync(db, cancellationToken));
}
