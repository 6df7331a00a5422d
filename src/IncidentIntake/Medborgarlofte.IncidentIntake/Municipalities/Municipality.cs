using Medborgarlofte.Contracts.ReferenceData;

namespace Medborgarlofte.IncidentIntake.Municipalities;

/// <summary>A municipality (kommun) that works with citizen promises in this installation.</summary>
internal sealed class Municipality
{
    public long Id { get; init; }

    public required Guid PublicId { get; init; }

    /// <summary>SCB code, four digits.</summary>
    public required string Code { get; init; }

    public required string Name { get; set; }

    public int? Population { get; set; }

    public MeetingRhythm MeetingRhythm { get; set; }

    public required string TimeZone { get; set; }

    /// <summary>Boundary as GeoJSON, or null where nobody has entered it.</summary>
    public string? Boundary { get; set; }

    /// <summary>Whether anyone may report without an account.</summary>
    public bool TakesPublicReports { get; set; } = true;

    public int Version { get; set; } = 1;

    public MunicipalityChanged Changed() => new(Code, Version, Name, Population, MeetingRhythm, TimeZone);
}

/// <summary>An area (område) of a municipality.</summary>
internal sealed class Area
{
    public long Id { get; init; }

    public required Guid PublicId { get; init; }

    public required string Municipality { get; init; }

    public required string Code { get; init; }

    public required string Name { get; set; }

    /// <summary>Polygon as GeoJSON, or null where only the name is known.</summary>
    public string? Polygon { get; set; }

    public int Version { get; set; } = 1;

    public AreaChanged Changed() => new(Municipality, Code, Version, Name);
}

/// <summary>A category of incidents in a municipality, with its forms, targets and stolen goods.</summary>
internal sealed class Category
{
    public long Id { get; init; }

    public required Guid PublicId { get; init; }

    public required string Municipality { get; init; }

    public required string Code { get; init; }

    public CategoryKind Kind { get; set; }

    public required CategoryName Name { get; set; }

    public required IReadOnlyList<CodeName> Forms { get; set; }

    public required IReadOnlyList<CodeName> Targets { get; set; }

    public required IReadOnlyList<GoodsName> Goods { get; set; }

    public int Version { get; set; } = 1;

    public CategoryChanged Changed() => new(Municipality, Code, Version, Kind, Name, Forms, Targets, Goods);
}
