namespace Medborgarlofte.IncidentIntake.Imports;

/// <summary>An import of a file of incidents: received in chunks, then read row by row.</summary>
internal sealed class IncidentImport
{
    public long Id { get; init; }

    public required Guid PublicId { get; init; }

    public required string Municipality { get; init; }

    public required ImportFormat Format { get; init; }

    public required string Source { get; init; }

    public required string Party { get; init; }

    public ImportStatus Status { get; set; }

    /// <summary>Why it stopped, or null.</summary>
    public string? Problem { get; set; }

    public long Bytes { get; set; }

    /// <summary>Last line (or element, for a JSON array) whose outcome is stored; a restarted import continues after it.</summary>
    public long LastLine { get; init; }

    public long RowsRead { get; init; }

    public long RowsAccepted { get; init; }

    /// <summary>Rows that the source has reported earlier.</summary>
    public long RowsKnown { get; init; }

    public long RowsRefused { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? ProgressAt { get; init; }

    public DateTimeOffset? CompletedAt { get; set; }

    /// <summary>When the lease of the worker that reads it expires; after that another worker continues.</summary>
    public DateTimeOffset? LeasedUntil { get; set; }
}

/// <summary>The format of an import.</summary>
public enum ImportFormat
{
    /// <summary>CSV with a header line, semicolon or comma.</summary>
    Csv,

    /// <summary>One JSON object per line.</summary>
    Ndjson,

    /// <summary>The JSON array of events from polisen.se: a selection, which is never counted.</summary>
    PolisenEvents,
}

/// <summary>The status of an import.</summary>
public enum ImportStatus
{
    /// <summary>The file is being received.</summary>
    Receiving,

    /// <summary>The file is complete and waits to be read.</summary>
    Queued,

    /// <summary>The file is being read.</summary>
    Running,

    /// <summary>Every row has been read.</summary>
    Completed,

    /// <summary>The rest of the file is not readable; the earlier rows are stored.</summary>
    Stopped,
}

/// <summary>A chunk of a received file.</summary>
internal sealed class ImportChunk
{
    public required long ImportId { get; init; }

    public required int Number { get; init; }

    public required byte[] Content { get; init; }
}

/// <summary>A refused row with the reason.</summary>
internal sealed class ImportRefusal
{
    public const int MaxFieldLength = 100;
    public const int MaxReasonLength = 500;

    public long Id { get; init; }

    public required long ImportId { get; init; }

    /// <summary>Line in the file from 1, or element for a JSON array.</summary>
    public required long Line { get; init; }

    public required string Field { get; init; }

    public required string Reason { get; init; }
}

internal sealed class IncidentImportConfiguration : IEntityTypeConfiguration<IncidentImport>
{
    public void Configure(EntityTypeBuilder<IncidentImport> builder)
    {
        builder.ToTable("IncidentImports");
        builder.Property(import => import.Municipality).HasMaxLength(4);
        builder.Property(import => import.Source).HasMaxLength(Codes.MaxLength);
        builder.Property(import => import.Party).HasMaxLength(100);
        builder.Property(import => import.Format).HasConversion<string>().HasMaxLength(20);
        builder.Property(import => import.Status).HasConversion<string>().HasMaxLength(20);
        builder.Property(import => import.Problem).HasMaxLength(500);
        builder.HasIndex(import => import.PublicId).IsUnique();
        builder.HasIndex(import => new { import.Municipality, import.StartedAt });
        builder.HasIndex(import => import.Status);
    }
}

internal sealed class ImportChunkConfiguration : IEntityTypeConfiguration<ImportChunk>
{
    public void Configure(EntityTypeBuilder<ImportChunk> builder) => builder.HasKey(chunk => new { chunk.ImportId, chunk.Number });
}

internal sealed class ImportRefusalConfiguration : IEntityTypeConfiguration<ImportRefusal>
{
    public void Configure(EntityTypeBuilder<ImportRefusal> builder)
    {
        builder.Property(refusal => refusal.Field).HasMaxLength(ImportRefusal.MaxFieldLength);
        builder.Property(refusal => refusal.Reason).HasMaxLength(ImportRefusal.MaxReasonLength);
        builder.HasIndex(refusal => new { refusal.ImportId, refusal.Line });
    }
}
