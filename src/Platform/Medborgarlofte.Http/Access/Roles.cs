namespace Medborgarlofte.Http.Access;

/// <summary>Roles of a caller, according to its token; a caller may have several.</summary>
[Flags]
public enum Roles
{
    /// <summary>No role: a signed-in caller without permissions.</summary>
    None = 0,

    /// <summary>Operates the installation: creates municipalities, rebuilds read models.</summary>
    Operator = 1,

    /// <summary>The municipality's safety coordinator (trygghetssamordnare).</summary>
    Coordinator = 2,

    /// <summary>The police officer for the municipality (kommunpolis).</summary>
    Police = 4,

    /// <summary>A party that reports incidents and carries out measures: school, housing company, guard company, home care.</summary>
    Reporter = 8,

    /// <summary>A contact of a watch group (kontaktombud).</summary>
    WatchContact = 16,

    /// <summary>The steering group (styrgrupp): reads plans and measures.</summary>
    Steering = 32,

    /// <summary>A signed-in resident.</summary>
    Resident = 64,

    /// <summary>
    /// Maintains the register of grannsamverkan: an additional permission to read contact details of members and addresses of subscribers.
    /// </summary>
    WatchRegistrar = 128,

    /// <summary>Answers data subjects (dataskydd): an additional permission to make register extracts.</summary>
    DataProtection = 256,

    /// <summary>The parties that report and carry out measures.</summary>
    Parties = Coordinator | Police | Reporter,

    /// <summary>Every signed-in caller.</summary>
    SignedIn = Operator | Coordinator | Police | Reporter | WatchContact | Steering | Resident | WatchRegistrar | DataProtection,
}
