namespace Medborgarlofte.Contracts.Measures;

/// <summary>
/// Something happened on a measure or its entry was corrected. Version 1 is the entry. Names nobody: code, count, day and area.
/// </summary>
/// <param name="OutcomeEventId">Public id of the entry.</param>
/// <param name="Version">Version after the change, from 1.</param>
/// <param name="Municipality">SCB municipality code.</param>
/// <param name="MeasureId">The measure.</param>
/// <param name="Code">Kind of outcome event.</param>
/// <param name="Party">Code of the reporting party.</param>
/// <param name="On">The day.</param>
/// <param name="Area">Area code, or null if unknown.</param>
/// <param name="Count">Count, e.g. of apprehended persons or repaired lamps.</param>
public sealed record OutcomeEventChanged(
    Guid OutcomeEventId,
    [property: Version] int Version,
    [property: MunicipalityCode] string Municipality,
    Guid MeasureId,
    OutcomeCode Code,
    [property: Code] string Party,
    DateOnly On,
    [property: Code] string? Area,
    int Count);

/// <summary>Kind of outcome event.</summary>
public enum OutcomeCode
{
    /// <summary>Apprehended (gripen): suspected, not convicted.</summary>
    Apprehended,

    /// <summary>A group dispersed (folksamling upplöst).</summary>
    GroupDispersed,

    /// <summary>Lighting repaired (belysning lagad).</summary>
    LightingRepaired,

    /// <summary>Graffiti removed (klotter sanerat).</summary>
    GraffitiRemoved,

    /// <summary>Vegetation cleared (växtlighet röjd).</summary>
    VegetationCleared,

    /// <summary>A place closed off or locked (plats avstängd eller låst).</summary>
    PlaceSecured,

    /// <summary>A permit withdrawn (tillstånd återkallat).</summary>
    PermitWithdrawn,
}
