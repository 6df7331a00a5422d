namespace Medborgarlofte.Http.Access;

/// <summary>What a caller may be, as its token says; a caller may hold several roles.</summary>
[Flags]
public enum Roles
{
    /// <summary>No role: signed in, but nothing is opened by that alone.</summary>
    None = 0,

    /// <summary>Runs the installation: creates municipalities, rebuilds read models.</summary>
    Operator = 1,

    /// <summary>The municipality's safety coordinator (trygghetssamordnare).</summary>
    Coordinator = 2,

    /// <summary>The police's officer for the municipality (kommunpolis).</summary>
    Police = 4,

    /// <summary>A party that reports and performs: school, housing company, guard company, home care.</summary>
    Reporter = 8,

    /// <summary>A contact of a watch group (kontaktombud).</summary>
    WatchContact = 16,

    /// <summary>The steering group (styrgrupp): reads what the parties plan and do.</summary>
    Steering = 32,

    /// <summary>A resident who has signed in.</summary>
    Resident = 64,

    /// <summary>Keeps the register of grannsamverkan: a permission beside another role, to read contact details of its members, and addresses of those who are told of measures.</summary>
    WatchRegistrar = 128,

    /// <summary>Answers data subjects (dataskydd): a permission beside another role, to make register extracts.</summary>
    DataProtection = 256,

    /// <summary>The parties that report and carry out measures.</summary>
    Parties = Coordinator | Police | Reporter,

    /// <summary>Every signed-in caller.</summary>
    SignedIn = Operator | Coordinator | Police | Reporter | WatchContact | Steering | Resident | WatchRegistrar | DataProtection,
}
