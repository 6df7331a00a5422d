namespace Medborgarlofte.IncidentIntake.PublicReports;

/// <summary>
/// The submission of an incident from outside the parties, by the form or by an Open311 client. Contains no text and no personal data.
/// </summary>
internal sealed class PublicSubmission
{
    public long Id { get; init; }

    public required Guid IncidentId { get; init; }

    public required string Municipality { get; init; }

    /// <summary>The Open311 client that sent it; null for the form.</summary>
    public Guid? ClientId { get; init; }

    /// <summary>Hash of the whole report, which identifies a repeated submission; null for a report without description.</summary>
    public string? ContentHash { get; init; }

    /// <summary>Hash of the sender's own description: the sender may read it back, but not a party's correction.</summary>
    public string? WordsHash { get; init; }

    public required DateTimeOffset SubmittedAt { get; init; }
}

/// <summary>A receipt for a public report. Its token gives access to the status of the report; only its hash is stored.</summary>
internal sealed class Receipt
{
    public long Id { get; init; }

    public required string TokenHash { get; init; }

    public required string Municipality { get; init; }

    public required Guid IncidentId { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }
}

internal sealed class PublicSubmissionConfiguration : IEntityTypeConfiguration<PublicSubmission>
{
    public void Configure(EntityTypeBuilder<PublicSubmission> builder)
    {
        builder.Property(submission => submission.Municipality).HasMaxLength(4);
        builder.Property(submission => submission.ContentHash).HasMaxLength(Secret.HashLength);
        builder.Property(submission => submission.WordsHash).HasMaxLength(Secret.HashLength);
        builder.HasIndex(submission => submission.IncidentId).IsUnique();
        builder.HasIndex(submission => new { submission.ContentHash, submission.SubmittedAt });
        builder.HasIndex(submission => new { submission.ClientId, submission.SubmittedAt });
    }
}

internal sealed class ReceiptConfiguration : IEntityTypeConfiguration<Receipt>
{
    public void Configure(EntityTypeBuilder<Receipt> builder)
    {
        builder.Property(receipt => receipt.TokenHash).HasMaxLength(Secret.HashLength);
        builder.Property(receipt => receipt.Municipality).HasMaxLength(4);
        builder.HasIndex(receipt => receipt.TokenHash).IsUnique();
        builder.HasIndex(receipt => receipt.IncidentId);
    }
}
