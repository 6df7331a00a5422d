namespace Medborgarlofte.Measures.Informing;

/// <summary>The function mailbox of a party, as the municipality has entered it: where the party is told of its measures. Never a person's own.</summary>
internal sealed class PartyContact
{
    public long Id { get; private init; }

    /// <summary>What an audited reading names.</summary>
    public required Guid PublicId { get; init; }

    public required string Municipality { get; init; }

    public required string Party { get; init; }

    public required string Address { get; set; }

    public int Version { get; set; }
}
