using Medborgarlofte.Contracts.Incidents;

namespace Medborgarlofte.Reporting.Cube;

/// <summary>One incident as the latest event about it told, with what the cube counts it by.</summary>
internal sealed class IncidentFact
{
    /// <summary>Key in this database.</summary>
    public long Id { get; init; }

    /// <summary>Public id of the incident.</summary>
    public required Guid IncidentId { get; init; }

    /// <summary>Version of the incident that the fact holds.</summary>
    public required int Version { get; init; }

    /// <summary>SCB municipality code.</summary>
    public required string Municipality { get; init; }

    /// <summary>Area code; "" where the place is not known.</summary>
    public required string Area { get; init; }

    /// <summary>Category code.</summary>
    public required string Category { get; init; }

    /// <summary>Whether it was only attempted.</summary>
    public required bool Attempted { get; init; }

    /// <summary>Form codes.</summary>
    public required CodeSet Forms { get; init; }

    /// <summary>Target codes.</summary>
    public required CodeSet Targets { get; init; }

    /// <summary>Codes of stolen goods.</summary>
    public required CodeSet Goods { get; init; }

    /// <summary>Groups struck.</summary>
    public required CodeSet VictimGroups { get; init; }

    /// <summary>Day on which it was reported.</summary>
    public required DateOnly ReportedOn { get; init; }

    /// <summary>The latest day on which it can have happened, so that an effect is never flattered.</summary>
    public required DateOnly OccurredOn { get; init; }

    /// <summary>Whether it counts: it is reported or verified.</summary>
    public required bool Counted { get; init; }

    /// <summary>Whether its source shows only a selection of what happens.</summary>
    public required bool IsSelection { get; init; }

    /// <summary>The fact that an event tells.</summary>
    public static IncidentFact From(IncidentChanged incident) => new()
    {
        IncidentId = incident.IncidentId,
        Version = incident.Version,
        Municipality = incident.Municipality,
        Area = incident.Area ?? "",
        Category = incident.Category,
        Attempted = incident.Attempted,
        Forms = CodeSet.Of(incident.Forms),
        Targets = CodeSet.Of(incident.Targets),
        Goods = CodeSet.Of(incident.Goods),
        VictimGroups = CodeSet.Of(incident.VictimGroups),
        ReportedOn = Days.Of(incident.ReportedAt),
        OccurredOn = Days.Of(incident.OccurredTo),
        Counted = IsCounted(incident.Status),
        IsSelection = incident.IsSelection,
    };

    /// <summary>The fact as it counted last.</summary>
    public static IncidentFact From(IncidentErased incident) => new()
    {
        IncidentId = incident.IncidentId,
        Version = incident.Version,
        Municipality = incident.Municipality,
        Area = incident.Area ?? "",
        Category = incident.Category,
        Attempted = incident.Attempted,
        Forms = CodeSet.Of(incident.Forms),
        Targets = CodeSet.Of(incident.Targets),
        Goods = CodeSet.Of(incident.Goods),
        VictimGroups = CodeSet.Of(incident.VictimGroups),
        ReportedOn = incident.ReportedOn,
        OccurredOn = incident.OccurredOn,
        Counted = IsCounted(incident.Status),
        IsSelection = incident.IsSelection,
    };

    /// <summary>What is kept of an erased incident: that it was there, so that no older event brings it back.</summary>
    public IncidentFact Forgotten() => new()
    {
        IncidentId = IncidentId,
        Version = int.MaxValue,
        Municipality = Municipality,
        Area = "",
        Category = "",
        Attempted = false,
        Forms = CodeSet.Of([]),
        Targets = CodeSet.Of([]),
        Goods = CodeSet.Of([]),
        VictimGroups = CodeSet.Of([]),
        ReportedOn = DateOnly.MinValue,
        OccurredOn = DateOnly.MinValue,
        Counted = false,
        IsSelection = IsSelection,
    };

    private static bool IsCounted(IncidentStatus status) => status is IncidentStatus.Reported or IncidentStatus.Verified;
}
