using Medborgarlofte.Contracts.ReferenceData;
using Medborgarlofte.Swedish;

namespace Medborgarlofte.ReferenceData;

/// <summary>The name of a party that is in no register, because it was entered before the registers existed.</summary>
public static class UnregisteredPartyName
{
    /// <summary>The name of a party inside a sentence, from its code. Companies have the name of their trade.</summary>
    public static string Of(string party, IEnumerable<MunicipalityChanged> municipalities)
    {
        var colon = party.IndexOf(':', StringComparison.Ordinal);
        var kind = colon < 0 ? party : party[..colon];
        var name = party[(colon + 1)..];
        return kind switch
        {
            "police" => "polisen",
            "municipality" => municipalities.FirstOrDefault(municipality => municipality.Municipality == name) is { } municipality
                ? SwedishText.MunicipalityInFull(municipality.Name)
                : "kommunen",
            "security" => "vaktbolag",
            "housing" => "bostadsbolag",
            _ => SwedishText.Capitalised(name.Replace('-', ' ')),
        };
    }
}
