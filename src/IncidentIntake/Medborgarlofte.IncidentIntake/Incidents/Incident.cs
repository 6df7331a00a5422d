namespace Medborgarlofte.IncidentIntake.Incidents;

/// <summary>Something that happened, as a party has reported it. Contains no personal data.</summary>
internal sealed class Incident : Aggregate
{
    public string Category { get; private set; } = "";

    public bool Attempted { get; private set; }

    public string? Area { get; private set; }

    public double? Latitude { get; private set; }

    public double? Longitude { get; private set; }

    public IReadOnlyList<string> Forms { get; private set; } = [];

    public IReadOnlyList<string> Targets { get; private set; } = [];

    public IReadOnlyList<string> Goods { get; private set; } = [];

    public IReadOnlyList<string> VictimGroups { get; private set; } = [];

    public DateTimeOffset OccurredFrom { get; private set; }

    public DateTimeOffset OccurredTo { get; private set; }

    /// <summary>When it was reported to a party (inrapporterat).</summary>
    public DateTimeOffset ReportedAt { get; private set; }

    /// <summary>When it was stored in this module.</summary>
    public required DateTimeOffset RegisteredAt { get; init; }

    public required string Source { get; init; }

    /// <summary>Id in the source's own system, or null.</summary>
    public string? ExternalId { get; init; }

    public bool IsSelection { get; init; }

    public string? Description { get; private set; }

    public IncidentStatus Status { get; private set; }

    /// <summary>The incident that this one is a duplicate of.</summary>
    public Guid? DuplicateOf { get; private set; }

    /// <summary>Code of the party that reported it.</summary>
    public required string ReportedBy { get; init; }

    /// <summary>A new incident from outside the parties: it counts only after one of them has verified it.</summary>
    public static Incident Quarantine(IncidentFacts facts, IncidentOrigin origin, DateTimeOffset now)
    {
        var incident = Report(facts, origin, now);
        incident.Status = IncidentStatus.Quarantined;
        return incident;
    }

    /// <summary>A new incident.</summary>
    public static Incident Report(IncidentFacts facts, IncidentOrigin origin, DateTimeOffset now)
    {
        var incident = new Incident
        {
            PublicId = Guid.CreateVersion7(now),
            Municipality = origin.Municipality,
            RegisteredAt = now,
            Source = origin.Source,
            ExternalId = origin.ExternalId,
            IsSelection = origin.IsSelection,
            ReportedBy = origin.Party,
        };
        incident.Apply(facts);
        return incident;
    }

    /// <summary>Replaces the facts with corrected ones.</summary>
    public IncidentChanged Correct(IncidentFacts facts)
    {
        var moved = (Latitude, Longitude) != (facts.Position?.Latitude, facts.Position?.Longitude);
        var rewritten = Description != facts.Description;
        Apply(facts);
        BeginNextVersion();
        string?[] corrections = [moved ? "position" : null, rewritten ? "description" : null];
        return State<IncidentCorrected>() with { WithheldCorrections = [.. corrections.OfType<string>()] };
    }

    /// <summary>Changes the status.</summary>
    /// <exception cref="Http.InvalidTransitionException">The lifecycle does not allow the change (409).</exception>
    public IncidentChanged MoveTo(IncidentStatus to, Guid? duplicateOf)
    {
        IncidentLifecycle.Require(Status, to);
        Status = to;
        DuplicateOf = to == IncidentStatus.Duplicate ? duplicateOf : null;
        BeginNextVersion();
        return to switch
        {
            IncidentStatus.Verified => State<IncidentVerified>(),
            IncidentStatus.Rejected => State<IncidentRejected>(),
            IncidentStatus.Duplicate => State<IncidentMarkedAsDuplicate>(),
            IncidentStatus.Withdrawn => State<IncidentWithdrawn>(),
            _ => throw new InvalidOperationException($"No event for status {to}."),
        };
    }

    /// <summary>Makes a duplicate of an incident that became a duplicate itself one of that incident's original.</summary>
    public IncidentChanged PointTo(Guid original)
    {
        DuplicateOf = original;
        BeginNextVersion();
        return State<IncidentMarkedAsDuplicate>();
    }

    /// <summary>Returns a duplicate whose original no longer counts to the parties' review.</summary>
    /// <param name="counted">Whether it counted before; a report from outside that no party verified returns to quarantine.</param>
    public IncidentChanged Return(bool counted)
    {
        Status = counted ? IncidentStatus.Reported : IncidentStatus.Quarantined;
        DuplicateOf = null;
        BeginNextVersion();
        return counted ? State<IncidentReported>() : State<IncidentQuarantined>();
    }

    /// <summary>The event that replaces an erased incident: the days on which it counts, without time of day.</summary>
    public IncidentErased Erase(TimeZoneInfo zone) => new(
        PublicId,
        Version + 1,
        Municipality,
        Area,
        Category,
        Attempted,
        Forms,
        Targets,
        Goods,
        VictimGroups,
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(ReportedAt, zone).DateTime),
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(OccurredTo, zone).DateTime),
        Status,
        IsSelection);

    /// <summary>An event with the complete state for other modules: no free text, no exact position, no watch group.</summary>
    public TEvent State<TEvent>()
        where TEvent : IncidentChanged, new() => new()
    {
        IncidentId = PublicId,
        Version = Version,
        Municipality = Municipality,
        Area = Area,
        Category = Category,
        Attempted = Attempted,
        Forms = Forms,
        Targets = Targets,
        Goods = Goods,
        VictimGroups = VictimGroups,
        OccurredFrom = OccurredFrom,
        OccurredTo = OccurredTo,
        ReportedAt = ReportedAt,
        RegisteredAt = RegisteredAt,
        Status = Status,
        Source = Source,
        IsSelection = IsSelection,
        ReportedBy = ReportedBy.StartsWith(MunicipalityRules.WatchGroupPrefix, StringComparison.Ordinal)
            ? MunicipalityRules.WatchGroupPrefix.TrimEnd(':')
            : ReportedBy,
        GridCell = Latitude is { } latitude && Longitude is { } longitude ? GridCell.Of(latitude, longitude) : null,
    };

    private void Apply(IncidentFacts facts)
    {
        Category = facts.Category;
        Attempted = facts.Attempted;
        Area = facts.Area;
        Latitude = facts.Position?.Latitude;
        Longitude = facts.Position?.Longitude;
        Forms = facts.Forms;
        Targets = facts.Targets;
        Goods = facts.Goods;
        VictimGroups = facts.VictimGroups;
        OccurredFrom = facts.OccurredFrom;
        OccurredTo = facts.OccurredTo;
        ReportedAt = facts.ReportedAt;
        Description = facts.Description;
    }
}

internal sealed class IncidentConfiguration : AggregateConfiguration<Incident>
{
    protected override void ConfigureAggregate(EntityTypeBuilder<Incident> builder)
    {
        builder.Property(incident => incident.Category).HasMaxLength(Codes.MaxLength);
        builder.Property(incident => incident.Area).HasMaxLength(Codes.MaxLength);
        builder.Property(incident => incident.Source).HasMaxLength(Codes.MaxLength);
        builder.Property(incident => incident.ExternalId).HasMaxLength(Codes.MaxLength);
        builder.Property(incident => incident.ReportedBy).HasMaxLength(100);
        builder.Property(incident => incident.Description).HasMaxLength(IncidentFacts.MaxDescriptionLength);
        builder.Property(incident => incident.Status).HasConversion<string>().HasMaxLength(20);
        builder.Property(incident => incident.Forms).AsJoinedCodes();
        builder.Property(incident => incident.Targets).AsJoinedCodes();
        builder.Property(incident => incident.Goods).AsJoinedCodes();
        builder.Property(incident => incident.VictimGroups).AsJoinedCodes();
        builder.HasIndex(incident => new { incident.Municipality, incident.ReportedAt });
        builder.HasIndex(incident => incident.DuplicateOf).HasFilter("[DuplicateOf] IS NOT NULL");
        builder.HasIndex(incident => new { incident.Municipality, incident.ReportedBy, incident.Source, incident.ExternalId })
            .IsUnique().HasFilter("[ExternalId] IS NOT NULL");
    }
}
