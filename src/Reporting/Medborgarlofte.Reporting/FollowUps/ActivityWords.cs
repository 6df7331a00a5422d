using Medborgarlofte.Contracts.Measures;

namespace Medborgarlofte.Reporting.FollowUps;

/// <summary>What activities, their results and the outcome of commitments are called in Swedish.</summary>
internal static class ActivityWords
{
    private static readonly Dictionary<string, string> Results = new(StringComparer.Ordinal)
    {
        ["fine"] = "ordningsböter",
        ["crimeReport"] = "anmälningar",
        ["turnedAway"] = "avvisade eller avlägsnade",
        ["vehicleChecked"] = "kontrollerade fordon",
        ["breathTest"] = "utandningsprov",
        ["drunkDriving"] = "misstänkta rattfyllerier",
        ["drugSeizure"] = "narkotikabeslag",
        ["alcoholPouredOut"] = "fall av uthälld alkohol",
        ["remark"] = "anmärkningar",
        ["faultReport"] = "felanmälningar",
        ["contact"] = "samtal",
        ["participant"] = "deltagare",
    };

    /// <summary>A result in the plural, as it stands after a number.</summary>
    public static string Result(string code) => Results.GetValueOrDefault(code, code);

    /// <summary>How a commitment goes, as it stands first in a line.</summary>
    public static string Outcome(CommitmentOutcome outcome) => outcome switch
    {
        CommitmentOutcome.Kept => "Hållet",
        CommitmentOutcome.Exceeded => "Överträffat",
        CommitmentOutcome.Partly => "Delvis hållet",
        CommitmentOutcome.NotKept => "Inte hållet",
        CommitmentOutcome.NotAssessed => "Ännu inte bedömt",
        _ => "Pågår",
    };
}
