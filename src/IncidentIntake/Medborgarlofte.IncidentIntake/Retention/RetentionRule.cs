namespace Medborgarlofte.IncidentIntake.Retention;

/// <summary>How long a municipality stores a type of document. Nothing is erased without the number of a decision.</summary>
internal sealed class RetentionRule
{
    public const int MaxMonths = 1_200;
    public const int DecisionNumberLength = 100;

    public long Id { get; init; }

    public required string Municipality { get; init; }

    public required DocumentType DocumentType { get; init; }

    /// <summary>Months from the latest change of the document's subject.</summary>
    public int Months { get; set; }

    /// <summary>Number of the decision (gallringsbeslut), or null without a decision.</summary>
    public string? DecisionNumber { get; set; }

    public required string ChangedBy { get; set; }

    public required DateTimeOffset ChangedAt { get; set; }

    public int Version { get; set; } = 1;

    /// <summary>A document is due when its latest change is before this time.</summary>
    public DateTimeOffset DueBefore(DateTimeOffset now) => now.AddMonths(-Months);
}

internal sealed class RetentionRuleConfiguration : IEntityTypeConfiguration<RetentionRule>
{
    public void Configure(EntityTypeBuilder<RetentionRule> builder)
    {
        builder.Property(rule => rule.Municipality).HasMaxLength(4);
        builder.Property(rule => rule.DocumentType).HasConversion<string>().HasMaxLength(40);
        builder.Property(rule => rule.DecisionNumber).HasMaxLength(RetentionRule.DecisionNumberLength);
        builder.Property(rule => rule.ChangedBy).HasMaxLength(100);
        builder.Property(rule => rule.Version).IsConcurrencyToken();
        builder.HasIndex(rule => new { rule.Municipality, rule.DocumentType }).IsUnique();
    }
}
