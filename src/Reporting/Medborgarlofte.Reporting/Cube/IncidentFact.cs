using Medborgarlofte.Contracts.Incidents;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Medborgarlofte.Reporting.Cube;

/// <summary>The latest state of an incident, reduced to the properties that the cube counts by.</summary>
internal sealed class IncidentFact
{
    public long Id { get; init; }
    public required Guid IncidentId { get; init; }
    public required int Version { get; init; }
    public required string Municipality { get; init; }

    /// <summary>Area code; "" for an unknown place.</summary>
    public required string Area { get; init; }

    public required string Category { get; init; }
    public required bool Attempted { get; init; }
    public required CodeSet Forms { get; init; }
    public required CodeSet Targets { get; init; }
    public required CodeSet Goods { get; init; }
    public required CodeSet VictimGroups { get; init; }
    public required DateOnly ReportedOn { get; init; }

    /// <summary>The latest day on which it can have occurred, so that an observed effect is never overstated.</summary>
    public required DateOnly OccurredOn { get; init; }

    /// <summary>Whether it counts, because it is reported or verified.</summary>
    public required bool Counted { get; init; }

    /// <summary>Whether its source publishes only a selection of events.</summary>
    public required bool IsSelection { get; init; }

    /// <summary>The fact in an event.</summary>
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
        ReportedOn = SwedishCalendar.DayOf(incident.ReportedAt),
        OccurredOn = SwedishCalendar.DayOf(incident.OccurredTo),
        Counted = IsCounted(incident.Status),
        IsSelection = incident.IsSelection,
    };

    /// <summary>The last counted state of an erased incident.</summary>
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

    /// <summary>The remainder of an erased incident, which prevents an older event from restoring it.</summary>
    public IncidentFact Redacted() => new()
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

internal sealed class IncidentFactConfiguration : IEntityTypeConfiguration<IncidentFact>
{
    public void Configure(EntityTypeBuilder<IncidentFact> builder)
    {
        builder.ToTable("IncidentFact");
        builder.HasIndex(fact => fact.IncidentId).IsUnique();
        builder.Property(fact => fact.Version).IsConcurrencyToken();
        builder.Property(fact => fact.Municipality).HasMaxLength(ReportingDbContext.MunicipalityLength);
        builder.Property(fact => fact.Area).HasMaxLength(ReportingDbContext.CodeLength);
        builder.Property(fact => fact.Category).HasMaxLength(ReportingDbContext.CodeLength);
        foreach (var codes in new[]
        {
            nameof(IncidentFact.Forms), nameof(IncidentFact.Targets), nameof(IncidentFact.Goods), nameof(IncidentFact.VictimGroups),
        })
        {
            builder.Property<CodeSet>(codes).HasMaxLength(ReportingDbContext.CodeSetLength).HasConversion<CodeSetConverter>();
        }
    }

    private sealed class CodeSetConverter() : ValueConverter<CodeSet, string>(codes => codes.Joined, joined => new CodeSet(joined));
}
