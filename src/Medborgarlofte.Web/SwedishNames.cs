namespace Medborgarlofte.Web;

/// <summary>Names as they stand in Swedish sentences.</summary>
public static class SwedishNames
{
    /// <summary>
    /// Oxelösund → Oxelösunds kommun; a name that ends in a vowel, s, x or z takes no s: Gnesta kommun, Borås kommun. "I" fits before
    /// every municipality in full, whereas one lives i Oxelösund but på Lidingö.
    /// </summary>
    public static string Municipality(string name) => name switch
    {
        "" => "",
        "Falun" => "Falu kommun",
        _ when name.EndsWith(" kommun", StringComparison.Ordinal) || name.EndsWith(" stad", StringComparison.Ordinal) => name,
        _ when "aeiouyåäösxz".Contains(name[^1], StringComparison.OrdinalIgnoreCase) => name + " kommun",
        _ => name + "s kommun",
    };
}
