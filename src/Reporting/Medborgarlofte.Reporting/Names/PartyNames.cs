using Medborgarlofte.Contracts.ReferenceData;

namespace Medborgarlofte.Reporting.Names;

/// <summary>The public names of parties by code, e.g. police:nykoping.</summary>
/// <param name="reference">The municipality with its register of parties.</param>
/// <param name="municipalities">All municipalities, because an unregistered party of one may act in another.</param>
internal sealed class PartyNames(MunicipalityReference reference, IReadOnlyList<MunicipalityChanged> municipalities)
{
    /// <summary>The name of a party inside a sentence.</summary>
    public string NameOf(string party) =>
        reference.Parties.GetValueOrDefault(party)?.Name ?? UnregisteredPartyName.Of(party, municipalities);

    /// <summary>The distinct names of several parties.</summary>
    public IReadOnlyList<string> NamesOf(IEnumerable<string> parties) => [.. parties.Select(NameOf).Distinct(StringComparer.Ordinal)];
}

/// <summary>Reads the names of parties.</summary>
internal static class PartyNamesQuery
{
    public static async Task<PartyNames> ReadPartyNamesAsync(
        this ReportingDbContext db, MunicipalityReference reference, CancellationToken cancellationToken) =>
        new(reference, await MunicipalityReference.ListAsync(db, cancellationToken));
}
