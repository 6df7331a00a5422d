namespace Medborgarlofte.IncidentIntake.PublicReports;

/// <summary>That an incident came in from outside the parties, by the form or from an Open311 client. Holds no words and no person.</summary>
internal sealed class PublicSubmission
{
    public long Id { get; init; }

    public required Guid IncidentId { get; init; }

    public required string Municipality { get; init; }

    /// <summary>The Open311 client that sent it; null for the form.</summary>
    public Guid? ClientId { get; init; }

    /// <summary>Hash of all that was told, so that the same told twice in a row is taken once; null where no words were told.</summary>
    public string? ContentHash { get; init; }

    /// <summary>Hash of the sender's own words: only these may be read back, not what a party has written instead.</summary>
    public string? WordsHash { get; init; }

    public required DateTimeOffset SubmittedAt { get; init; }
}

/// <summary>A receipt for a public report. Who has the token sees how it goes; here only its hash is known.</summary>
internal sealed class Receipt
{
    public long Id { get; init; }

    public required string TokenHash { get; init; }

    public required string Municipality { get; init; }

    public required Guid IncidentId { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }
}
