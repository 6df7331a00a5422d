namespace Medborgarlofte.IncidentIntake.Incidents;

/// <summary>Why an incident was changed, as the party wrote it. Never leaves this module.</summary>
internal sealed class IncidentNote
{
    public const int MaxLength = 1_000;

    public required Guid IncidentId { get; init; }

    /// <summary>The version that the change created.</summary>
    public required int Version { get; init; }

    public required string Text { get; init; }
}

internal sealed class IncidentNoteConfiguration : IEntityTypeConfiguration<IncidentNote>
{
    public void Configure(EntityTypeBuilder<IncidentNote> builder)
    {
        builder.HasKey(note => new { note.IncidentId, note.Version });
        builder.Property(note => note.Text).HasMaxLength(IncidentNote.MaxLength);
    }
}
