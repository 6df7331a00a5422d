namespace Medborgarlofte.Reporting.FollowUps;

/// <summary>The Swedish labels of effects and measures.</summary>
internal static class StatusLabels
{
    /// <summary>The basis of an effect.</summary>
    public static string Of(EffectKind kind) => kind switch
    {
        EffectKind.Observed => "Iakttagelse",
        EffectKind.Judged => "Bedömning",
        EffectKind.Hindered => "Hinder",
        _ => "Läge",
    };

    /// <summary>The status and the horizon of a measure.</summary>
    public static string Of(MeasureStatus status, MeasureHorizon horizon) =>
        $"{Of(status)}, {(horizon == MeasureHorizon.ShortTerm ? "kort sikt" : "lång sikt")}";

    /// <summary>The status of a measure.</summary>
    public static string Of(MeasureStatus status) => status switch
    {
        MeasureStatus.Proposed => "Föreslagen",
        MeasureStatus.Decided => "Beslutad",
        MeasureStatus.Declined => "Avslagen",
        MeasureStatus.Planned => "Planerad",
        MeasureStatus.Started => "Pågår",
        MeasureStatus.Paused => "Pausad",
        MeasureStatus.Hindered => "Hindrad",
        MeasureStatus.Evaluated => "Utvärderad",
        MeasureStatus.Cancelled => "Avbruten",
        _ => "Genomförd",
    };
}
