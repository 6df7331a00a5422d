using Medborgarlofte.Contracts.ReferenceData;
using Medborgarlofte.Http;
using Medborgarlofte.Swedish;

namespace Medborgarlofte.Reporting;

/// <summary>What parties are called in public, by code such as police:nykoping.</summary>
/// <param name="municipalities">All municipalities, since a party of one may act in another.</param>
internal sealed class Parties(IReadOnlyList<MunicipalityChanged> municipalities)
{
    /// <summary>The name of a party, as it stands inside a sentence: whom people know, not which guard company it is.</summary>
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

    /// <summary>The names of several parties, each once.</summary>
    public IReadOnlyList<string> NamesOf(IEnumerable<string> parties) => [.. parties.Select(NameOf).Distinct(StringComparer.Ordinal)];

    private string MunicipalityName(string code)
    {
        var municipality = municipalities.FirstOrDefault(m => m.Municipality == code);
        return municipality is null ? "kommunen" : SwedishText.MunicipalityInFull(municipality.Name);
    }
}
