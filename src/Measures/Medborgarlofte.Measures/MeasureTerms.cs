namespace Medborgarlofte.Measures;

/// <summary>Which way a measure works.</summary>
public enum MeasureApproach
{
    /// <summary>Situational (situationell): it changes the place or the occasion.</summary>
    Situational,

    /// <summary>Social (social): it changes what people want or can do.</summary>
    Social,
}

/// <summary>Who decides about a measure.</summary>
public enum MeasureDecider
{
    /// <summary>The EST group, within its mandate.</summary>
    EstGroup,

    /// <summary>The line organisation (linjeorganisationen): what is physical or costly.</summary>
    LineOrganisation,
}
