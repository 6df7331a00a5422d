using Medborgarlofte.Contracts.ReferenceData;

namespace Medborgarlofte.ReferenceData;

/// <summary>The codes of results of activities that every municipality has from the start, as version 1.</summary>
public static class StandardResultCodes
{
    private static readonly ResultCodeChanged[] All =
    [
        New("fine", "ordningsbot", "ordningsböter", "fine"),
        New("crimeReport", "anmälan", "anmälningar", "crime report"),
        New("turnedAway", "avvisad eller avlägsnad", "avvisade eller avlägsnade", "person turned away"),
        New("vehicleChecked", "kontrollerat fordon", "kontrollerade fordon", "vehicle checked"),
        New("breathTest", "utandningsprov", "utandningsprov", "breath test"),
        New("drunkDriving", "misstänkt rattfylleri", "misstänkta rattfyllerier", "suspected drunk driving"),
        New("drugSeizure", "narkotikabeslag", "narkotikabeslag", "drug seizure"),
        New("alcoholPouredOut", "fall av uthälld alkohol", "fall av uthälld alkohol", "alcohol poured out"),
        New("remark", "anmärkning", "anmärkningar", "remark to a permit holder"),
        New("faultReport", "felanmälan", "felanmälningar", "fault report"),
        New("contact", "samtal", "samtal", "contact"),
        New("participant", "deltagare", "deltagare", "participant"),
    ];

    /// <summary>The standard code of a municipality, or null.</summary>
    public static ResultCodeChanged? Find(string code, string municipality) =>
        Array.Find(All, standard => standard.ResultCode == code) is { } found ? found with { Municipality = municipality } : null;

    /// <summary>The standard codes in their order, and then the other codes, each as the municipality has changed it.</summary>
    public static IReadOnlyDictionary<string, ResultCodeChanged> With(IEnumerable<ResultCodeChanged> own, string municipality)
    {
        var codes = new OrderedDictionary<string, ResultCodeChanged>(StringComparer.Ordinal);
        foreach (var standard in All)
        {
            codes.Add(standard.ResultCode, standard with { Municipality = municipality });
        }

        foreach (var code in own.OrderBy(code => code.ResultCode, StringComparer.Ordinal))
        {
            codes[code.ResultCode] = code;
        }

        return codes;
    }

    private static ResultCodeChanged New(string code, string swedish, string plural, string english) =>
        new("", code, 1, swedish, plural, english);
}
