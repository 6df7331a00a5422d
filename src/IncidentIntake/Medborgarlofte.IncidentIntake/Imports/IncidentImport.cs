namespace Medborgarlofte.IncidentIntake.Imports;

/// <summary>A file of incidents on its way in: received piece by piece, then read row by row.</summary>
internal sealed class IncidentImport
{
    public long Id { get; init; }

    public required Guid PublicId { get; init; }

    public required string Municipality { get; init; }

    public required ImportFormat Format { get; init; }

    public required string Source { get; init; }

    public required string Party { get; init; }

    public ImportStatus Status { get; set; }

    /// <summary>What stopped it, or null.</summary>
    public string? Problem { get; set; }

    public long Bytes { get; set; }

    /// <summary>Last line (or element, for a JSON array) whose outcome is stored; a restart goes on after it.</summary>
    public long LastLine { get; init; }

    public long RowsRead { get; init; }

    public long RowsAccepted { get; init; }

    /// <summary>Rows that the source had reported before.</summary>
    public long RowsKnown { get; init; }

    public long RowsRefused { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? ProgressAt { get; init; }

    public DateTimeOffset? CompletedAt { get; set; }

    /// <summary>Until when a worker holds it; after that another one goes on.</summary>
    public DateTimeOffset? LeasedUntil { get; set; }
}

/// <summary>The format of an import.</summary>
public enum ImportFormat
{
    /// <summary>CSV with a header line, semicolon or comma.</summary>
    Csv,

    /// <summary>One JSON object a line.</summary>
    Ndjson,

    /// <summary>The JSON array of polisen.se's events: a selection, never counted.</summary>
    PolisenEvents,
}

/// <summary>Where an import stands.</summary>
public enum ImportStatus
{
    /// <summary>The file is being received.</summary>
    Receiving,

    /// <summary>The file is whole and waits to be read.</summary>
    Queued,

    /// <summary>The file is being read.</summary>
    Running,

    /// <summary>Every row has been read.</summary>
    Completed,

    /// <summary>The rest of the file cannot be read; the rows before are stored.</summary>
    Stopped,
}

/// <summary>A piece of a received file.</summary>
internal sealed class ImportChunk
{
    public required long ImportId { get; init; }

    public required int Number { get; init; }

    public required byte[] Content { get; init; }
}

/// <summary>A row that was refused, with the reason.</summary>
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

/// <summary>How far an import has come with a batch, written in the same transaction as the batch.</summary>
internal sealed record ImportProgress(
    long ImportId, long LastLine, int RowsRefused, IReadOnlyList<ImportRefusal> Refusals, DateTimeOffset At, DateTimeOffset LeasedUntil);
