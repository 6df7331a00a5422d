namespace Medborgarlofte.Contracts.Retention;

/// <summary>A type of document that is kept for a time and then erased (gallras).</summary>
public enum DocumentType
{
    /// <summary>Description and exact position of an incident, and the fingerprints of what a stranger wrote.</summary>
    IncidentText,

    /// <summary>Notes about changes of an incident.</summary>
    IncidentNote,

    /// <summary>Words and exact position of a citizen's view.</summary>
    CitizenViewText,

    /// <summary>Refused rows of an import.</summary>
    ImportRefusal,

    /// <summary>An incident with its history, receipts and updates; what stays is that a case was counted on a day.</summary>
    Incident,

    /// <summary>What an Open311 client has added to a service request.</summary>
    ServiceRequestUpdate,

    /// <summary>Notes about moves of measures and problem areas, and about outcome events.</summary>
    MeasureNote,

    /// <summary>A text with which a coordinator has replaced a generated one in a follow-up's draft.</summary>
    FollowUpText,

    /// <summary>A follow-up as it was published.</summary>
    Publication,

    /// <summary>
    /// Address and contact details of a watch group's member, where the group has ended or the household does not take part.
    /// </summary>
    WatchMember,

    /// <summary>A notice to members of watch groups that has ended: who got what, and when.</summary>
    WatchNotice,

    /// <summary>
    /// A notice about measures that has ended, to a party, a subscriber or who was asked whether to subscribe: who got what, and when.
    /// </summary>
    MeasureNotice,
}

/// <summary>A retention run has come to what other modules hold: each erases what is due of its own.</summary>
/// <param name="RunId">Public id of the run.</param>
/// <param name="Version">Always 1.</param>
/// <param name="Municipality">SCB municipality code.</param>
/// <param name="Due">What may be erased: only types for which there is a decision.</param>
public sealed record ErasureRequested(Guid RunId, int Version, string Municipality, IReadOnlyList<DueDocumentType> Due);

/// <summary>A type of document of which something may be erased.</summary>
/// <param name="DocumentType">Type of document.</param>
/// <param name="Before">What has not changed since this time is due.</param>
/// <param name="DecisionNumber">Number of the decision (gallringsbeslut).</param>
public sealed record DueDocumentType(DocumentType DocumentType, DateTimeOffset Before, string DecisionNumber);

/// <summary>A module has erased what was due of one type, at the request of a run.</summary>
/// <param name="RunId">Public id of the run.</param>
/// <param name="Version">Always 1.</param>
/// <param name="Municipality">SCB municipality code.</param>
/// <param name="DocumentType">Type of document.</param>
/// <param name="Count">How many were erased.</param>
public sealed record DocumentsErased(Guid RunId, int Version, string Municipality, DocumentType DocumentType, int Count);
