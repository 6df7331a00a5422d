using Medborgarlofte.Contracts.ReferenceData;

namespace Medborgarlofte.Reporting.Names;

/// <summary>The public names of parties by code, e.g. police:nykoping.</summary>
/// <param name="municipalities">All municipalities, because a party of one may act in another.</param>
internal sealed class PartyNames(IReadOnlyList<MunicipalityChanged> municipalities)
{
    /// <summary>The name of a party inside a sentence. Companies have the name of their trade.</summary>
    public string NameOf(string party)
    {
        var colon = party.IndexOf(':', StringComparison.Ordinal);
        var kind = colon < 0 ? party : party[..colon];
        var name = party[(colon + 1)..];
        return kind switch
        {
            "police" => "polisen",
            "municipality" => MunicipalityName(name),
            "security" => "vaktbolag",
            "housing" => "bostadsbolag",
            _ => SwedishText.Capitalised(name.Replace('-', ' ')),
        };
    }

    /// <summary>The distinct names of several parties.</summary>
    public IReadOnlyList<string> NamesOf(IEnumerable<string> parties) => [.. parties.Select(NameOf).Distinct(StringComparer.Ordinal)];

    private string MunicipalityName(string code)
    {
        var municipality = municipalities.FirstOrDefault(m => m.Municipality == code);
        return municipality is null ? "kommunen" : SwedishText.MunicipalityInFull(municipality.Name);
    }
}

/// <summary>Reads the names of parties.</summary>
internal static class PartyNamesQuery
{
    public static async Task<PartyNames> ReadPartyNamesAsync(this ReportingDbContext db, CancellationToken cancellationToken) =>
        new(await MunicipalityReference.ListAsync(db, cancellationToken));
}
