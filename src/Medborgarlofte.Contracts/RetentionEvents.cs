namespace Medborgarlofte.Contracts.Retention;

/// <summary>A type of document that is stored for a time and then erased (gallras).</summary>
public enum DocumentType
{
    /// <summary>Description and exact position of an incident, and the fingerprints of public reports.</summary>
    IncidentText,

    /// <summary>Notes about changes of an incident.</summary>
    IncidentNote,

    /// <summary>Text and exact position of a citizen's view.</summary>
    CitizenViewText,

    /// <summary>Rejected rows of an import.</summary>
    ImportRefusal,

    /// <summary>An incident with its history, receipts and updates. The counts by day remain.</summary>
    Incident,

    /// <summary>Updates of a service request by an Open311 client.</summary>
    ServiceRequestUpdate,

    /// <summary>Notes about status changes of measures and problem areas, and about outcome events.</summary>
    MeasureNote,

    /// <summary>A coordinator's replacement of a generated text in a draft follow-up.</summary>
    FollowUpText,

    /// <summary>A published follow-up.</summary>
    Publication,

    /// <summary>Address and contact details of a member of a closed watch group, or of a household that does not participate.</summary>
    WatchMember,

    /// <summary>A completed notice to members of watch groups: recipient, subject and time.</summary>
    WatchNotice,

    /// <summary>
    /// A completed notice about measures to a party, a subscriber or an unconfirmed subscriber: recipient, subject and time.
    /// </summary>
    MeasureNotice,
}

/// <summary>A retention run requests all other modules to erase their due documents.</summary>
/// <param name="RunId">Public id of the run.</param>
/// <param name="Version">Always 1.</param>
/// <param name="Municipality">SCB municipality code.</param>
/// <param name="Due">Types of document with a decision, whose due documents may be erased.</param>
public sealed record ErasureRequested(
    Guid RunId,
    [property: Version] int Version,
    [property: MunicipalityCode] string Municipality,
    IReadOnlyList<DueDocumentType> Due);

/// <summary>A type of document whose due documents may be erased.</summary>
/// <param name="DocumentType">Type of document.</param>
/// <param name="Before">Documents without changes since this time are due.</param>
/// <param name="DecisionNumber">Number of the decision (gallringsbeslut).</param>
public sealed record DueDocumentType(DocumentType DocumentType, DateTimeOffset Before, string DecisionNumber);

/// <summary>A module erased the due documents of a type, as requested by a run.</summary>
/// <param name="RunId">Public id of the run.</param>
/// <param name="Version">Always 1.</param>
/// <param name="Municipality">SCB municipality code.</param>
/// <param name="DocumentType">Type of document.</param>
/// <param name="Count">Number of erased documents.</param>
public sealed record DocumentsErased(
    Guid RunId,
    [property: Version] int Version,
    [property: MunicipalityCode] string Municipality,
    DocumentType DocumentType,
    int Count);
