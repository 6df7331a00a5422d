namespace Medborgarlofte.Reporting.FollowUps;

/// <summary>A publication of a follow-up, with the names and figures of that time. It never changes.</summary>
internal sealed class PublishedFollowUp
{
    public required string Municipality { get; init; }

    /// <summary>Code of the period.</summary>
    public required string Period { get; init; }

    /// <summary>The promise that is followed up.</summary>
    public required Guid PromiseId { get; init; }

    /// <summary>1 for the first publication of the promise and period.</summary>
    public required int Number { get; init; }

    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>The follow-up with all counts, as JSON.</summary>
    public required string Snapshot { get; init; }

    /// <summary>The follow-up that everyone may read, as JSON; null if it was published before 0.2.0.</summary>
    public string? Released { get; init; }
}

internal sealed class PublishedFollowUpConfiguration : IEntityTypeConfiguration<PublishedFollowUp>
{
    public void Configure(EntityTypeBuilder<PublishedFollowUp> builder)
    {
        builder.ToTable("PublishedFollowUp");
        builder.HasKey(published => new { published.Municipality, published.Period, published.PromiseId, published.Number });
        builder.Property(published => published.Municipality).HasMaxLength(ReportingDbContext.MunicipalityLength);
        builder.Property(published => published.Period).HasMaxLength(ReportingDbContext.PeriodLength);

        // A replica of 0.1.0 writes rows without a promise during an upgrade.
        builder.Property(published => published.PromiseId).HasDefaultValue(Guid.Empty).ValueGeneratedNever();
    }
}
