namespace Medborgarlofte.Reporting.FollowUps.Sentences;

/// <summary>The Swedish names of results of activities and of outcomes of commitments.</summary>
internal static class ActivityNames
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

    /// <summary>A result in the plural, for use after a number.</summary>
    public static string Result(string code) => Results.GetValueOrDefault(code, code);

    /// <summary>The outcome of a commitment at the start of a line.</summary>
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
