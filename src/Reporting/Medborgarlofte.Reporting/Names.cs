using Medborgarlofte.Contracts.ReferenceData;
using Medborgarlofte.ReferenceData;
using Medborgarlofte.Reporting.SituationalPictures;
using Medborgarlofte.Swedish;

namespace Medborgarlofte.Reporting;

/// <summary>The Swedish names of codes, as the reference data has them now. A code without a name shows itself.</summary>
internal sealed class Names(MunicipalityReference reference)
{
    public const string UnknownPlace = "Okänd plats";

    private readonly Dictionary<string, string> _forms = NamesOf(reference, category => category.Forms.Select(form => (form.Code, form.Swedish)));
    private readonly Dictionary<string, string> _targets = NamesOf(reference, category => category.Targets.Select(target => (target.Code, target.Swedish)));
    private readonly Dictionary<string, string> _goods = NamesOf(reference, category => category.Goods.Select(goods => (goods.Code, goods.Swedish)));

    /// <summary>SCB municipality code.</summary>
    public string MunicipalityCode => reference.Municipality.Municipality;

    /// <summary>The municipality.</summary>
    public string Municipality => reference.Municipality.Name;

    /// <summary>An area; "" is the unknown place.</summary>
    public string Area(string code) => code.Length == 0 ? UnknownPlace : reference.AreaName(code);

    /// <summary>A category, e.g. Skadegörelse.</summary>
    public string Category(string code) => reference.Categories.GetValueOrDefault(code)?.Name.Swedish ?? code;

    /// <summary>How a category's cases are spoken of.</summary>
    public CategoryName Cases(string code) =>
        reference.Categories.GetValueOrDefault(code)?.Name ?? new CategoryName(code, code, "fall av " + code, "fall av " + code);

    /// <summary>A form, as it stands inside a sentence.</summary>
    public string Form(string code) => _forms.GetValueOrDefault(code, code);

    /// <summary>A target, as it stands inside a sentence.</summary>
    public string Target(string code) => _targets.GetValueOrDefault(code, code);

    /// <summary>Stolen goods, as they stand inside a sentence.</summary>
    public string Goods(string code) => _goods.GetValueOrDefault(code, code);

    /// <summary>Puts names to counts: most first, and by name where as many.</summary>
    public static IReadOnlyList<NamedCount> Order(IEnumerable<(string Code, int Count)> counts, Func<string, string> nameOf) =>
    [
        .. counts.Select(count => new NamedCount(count.Code, nameOf(count.Code), count.Count))
            .OrderByDescending(count => count.Count)
            .ThenBy(count => count.Name, SwedishText.Alphabet)
            .ThenBy(count => count.Code, StringComparer.Ordinal)
    ];

    // The same code in two categories is the same thing: the first category that has it names it.
    private static Dictionary<string, string> NamesOf(
        MunicipalityReference reference, Func<CategoryChanged, IEnumerable<(string Code, string Name)>> namesIn)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (code, name) in reference.Categories.OrderBy(category => category.Key, StringComparer.Ordinal).SelectMany(category => namesIn(category.Value)))
        {
            names.TryAdd(code, name);
        }

        return names;
    }
}
