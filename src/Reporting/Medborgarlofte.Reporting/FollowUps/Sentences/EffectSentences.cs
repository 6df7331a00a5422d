using Medborgarlofte.Reporting.Collection;

namespace Medborgarlofte.Reporting.FollowUps.Sentences;

/// <summary>Writes the sentences about effects.</summary>
internal sealed class EffectSentences(ReferenceNames names)
{
    public const string NotStarted = "Ännu inte påbörjat.";
    public const string NotYetJudged = "Effekten är ännu inte bedömd.";

    /// <summary>An observed effect: the number of cases in the days after a measure or an arrest.</summary>
    public string Observed(ObservedEffect observed, CubeQuery query, CollectionNote? note, int? count, int days)
    {
        if (days == 0)
        {
            return $"{Since(observed)} finns ännu ingen dag att följa.";
        }

        var what = CasesSentence.NounsOrCases([.. observed.Categories.Select(category => names.Cases(category).CasesSwedish)]);
        var where = AreaSentence.In(observed.Areas, names);
        if (note is { IsMissing: true })
        {
            return $"{Since(observed)} saknas uppgift om {what}{where}.";
        }

        var howMany = count == 0 ? "inga fler" : count.NumberOrSome();

        // "Drabbat" fits every category and target, whereas the preposition varies: inbrott i skolor, skadegörelse på skolor.
        var happened = observed.Target is null ? "inträffat" : "drabbat " + names.Target(observed.Target);
        var followed = $"{SwedishText.Number(days)} {(days == 1 ? "dag" : "dagar")} följdes";
        return $"{Since(observed)} har {howMany} {what} {happened}{where}, enligt det som har rapporterats in ({followed})."
            + (note is null ? "" : $" Uppgifter finns {note.Days(query.FirstDay, query.LastDay)}.");
    }

    /// <summary>A judged effect with its grounds and the office that judged it.</summary>
    public static string Judged(JudgedEffect judged)
    {
        var outcome = judged.Outcome switch
        {
            JudgedOutcome.Preventive => "Bedömd preventiv effekt.",
            JudgedOutcome.IncreasedSafety => "Bedömd ökad trygghet.",
            JudgedOutcome.None => "Ingen effekt enligt bedömningen.",
            _ => "För tidigt att bedöma effekten.",
        };
        return $"{outcome} Grund: {judged.Grounds.TrimEnd('.', ' ')} ({judged.Office}).";
    }

    /// <summary>A hindered activity with reason and days.</summary>
    public static string Hindered(Hindrance hindrance)
    {
        var hindered = hindrance.Activity switch
        {
            HinderedActivity.BasicTraining => "har ingen ny grundutbildning kunnat hållas",
            HinderedActivity.ResidentsMeeting => "har inget möte med boende kunnat hållas",
            HinderedActivity.Outreach => "har uppsökande arbete inte kunnat bedrivas",
            _ => "har åtgärden inte kunnat genomföras",
        };
        return $"På grund av {HindranceText.Reason(hindrance.Reason)} {hindered} ({HindranceText.Days(hindrance.From, hindrance.To)}).";
    }

    // An apprehended person is suspected, not convicted, and the text must not imply more.
    private static string Since(ObservedEffect observed)
    {
        var day = SwedishText.Day(observed.After);
        return observed.Trigger switch
        {
            ObservationTrigger.MeasureStarted => $"Efter att åtgärden påbörjades den {day}",
            ObservationTrigger.MeasureCompleted => $"Efter att åtgärden genomfördes den {day}",
            _ => $"Efter gripandet av en misstänkt person den {day}",
        };
    }
}
