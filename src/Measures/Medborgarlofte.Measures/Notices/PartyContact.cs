namespace Medborgarlofte.Measures.Notices;

/// <summary>The function mailbox of a party, entered by the municipality, for news about the party's measures.</summary>
internal sealed class PartyContact
{
    public long Id { get; private init; }

    /// <summary>Id in the audit log.</summary>
    public required Guid PublicId { get; init; }

    public required string Municipality { get; init; }

    public required string Party { get; init; }

    public required string Address { get; set; }

    public int Version { get; set; }
}
