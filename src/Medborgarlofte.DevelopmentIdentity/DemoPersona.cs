using Medborgarlofte.Http;

namespace Medborgarlofte.DevelopmentIdentity;

/// <summary>A fictitious person or system of the Oxelösund example.</summary>
/// <param name="Id">Client id, and value on the sign-in page.</param>
/// <param name="Name">Swedish name on the sign-in page.</param>
/// <param name="Party">Code of its party.</param>
/// <param name="Roles">Its roles, as in <see cref="Caller.RoleClaim"/>.</param>
/// <param name="Municipalities">SCB codes of the municipalities in which it works, or * for all.</param>
public sealed record DemoPersona(string Id, string Name, string Party, IReadOnlyList<string> Roles, IReadOnlyList<string> Municipalities)
{
    /// <summary>The secret of every demo system.</summary>
    public const string Secret = "development";

    /// <summary>Id of the persona that loads the demo.</summary>
    public const string Loader = "demo";

    /// <summary>All personas.</summary>
    public static IReadOnlyList<DemoPersona> All { get; } =
    [
        new(
            "samordnare",
            "Trygghetssamordnare i Oxelösund",
            "municipality:0481",
            ["coordinator", "watch-registrar", "data-protection"],
            ["0481"]),
        new("kommunpolis", "Kommunpolis i Nyköpings lokalpolisområde", "police:nykoping", ["police"], ["0481", "0480"]),
        new("bevakningsbolag", "Bevakningsbolag", "security:vaktbolaget", ["reporter"], ["0481"]),
        new("bostadsbolag", "Kommunalt bostadsbolag", "housing:kustbostader", ["reporter"], ["0481"]),
        new("kontaktombud", "Kontaktombud i Sunda", "watch:sunda", ["watch-contact"], ["0481"]),
        new("styrgrupp", "Styrgruppen för medborgarlöftet", "municipality:0481", ["steering"], ["0481"]),
        new("invanare", "Invånare", "resident:0481", ["resident"], ["0481"]),
        new("drift", "Den som driver installationen", "operator:installation", ["operator"], ["*"]),
        new(
            Loader,
            "Allt på en gång, för exempel och försök",
            "municipality:0481",
            ["operator", "coordinator", "police", "watch-registrar", "data-protection"],
            ["*"]),
    ];
}
