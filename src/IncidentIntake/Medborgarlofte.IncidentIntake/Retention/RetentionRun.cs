namespace Medborgarlofte.IncidentIntake.Retention;

/// <summary>One run of the erasure, with the number of erased documents of each type.</summary>
internal sealed class RetentionRun
{
    public const string Nightly = "nightly";

    public long Id { get; init; }

    public required Guid PublicId { get; init; }

    public required string Municipality { get; init; }

    /// <summary>The date of a nightly run, which is unique so that one replica performs it; null for a run on request.</summary>
    public DateOnly? Night { get; init; }

    public required string StartedBy { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; set; }

    public List<RetentionRunCount> Counts { get; } = [];

    public int CountOf(DocumentType type) => Counts.Find(count => count.DocumentType == type)?.Count ?? 0;

    /// <summary>Records the number of erased documents of a type. One module stores each type, so a repetition changes nothing.</summary>
    public void SetCount(DocumentType type, int erased)
    {
        if (Counts.Find(count => count.DocumentType == type) is { } known)
        {
            known.Count = erased;
        }
        else
        {
            Counts.Add(new RetentionRunCount { RunId = Id, DocumentType = type, Count = erased });
        }
    }
}

/// <summary>The number of documents of one type that a run erased.</summary>
internal sealed class RetentionRunCount
{
    public required long RunId { get; init; }

    public required DocumentType DocumentType { get; init; }

    public required int Count { get; set; }
}

internal sealed class RetentionRunConfiguration : IEntityTypeConfiguration<RetentionRun>, IEntityTypeConfiguration<RetentionRunCount>
{
    public void Configure(EntityTypeBuilder<RetentionRun> builder)
    {
        builder.Property(run => run.Municipality).HasMaxLength(4);
        builder.Property(run => run.StartedBy).HasMaxLength(100);
        builder.HasIndex(run => run.PublicId).IsUnique();
        builder.HasIndex(run => new { run.Municipality, run.Night }).IsUnique().HasFilter("[Night] IS NOT NULL");
        builder.HasMany(run => run.Counts).WithOne().HasForeignKey(count => count.RunId);
        builder.Navigation(run => run.Counts).AutoInclude();
    }

    public void Configure(EntityTypeBuilder<RetentionRunCount> builder)
    {
        builder.ToTable("RetentionRunCounts");
        builder.HasKey(count => new { count.RunId, count.DocumentType });
        builder.Property(count => count.DocumentType).HasConversion<string>().HasMaxLength(40);
    }
}
