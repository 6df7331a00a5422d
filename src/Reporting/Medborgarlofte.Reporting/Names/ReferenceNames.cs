using Medborgarlofte.Contracts.ReferenceData;

namespace Medborgarlofte.Reporting.Names;

/// <summary>The current Swedish names of codes in the reference data. The name of an unknown code is the code itself.</summary>
internal sealed class ReferenceNames(MunicipalityReference reference)
{
    private const string UnknownPlace = "Okänd plats";

    private readonly Dictionary<string, string> _forms =
        NamesOf(
            reference,
            category => category.Forms.Concat(category.RetiredOptions?.Forms ?? []).Select(form => (form.Code, form.Swedish)));

    private readonly Dictionary<string, string> _targets =
        NamesOf(
            reference,
            category => category.Targets.Concat(category.RetiredOptions?.Targets ?? []).Select(target => (target.Code, target.Swedish)));

    private readonly Dictionary<string, string> _goods =
        NamesOf(
            reference,
            category => category.Goods.Concat(category.RetiredOptions?.Goods ?? []).Select(goods => (goods.Code, goods.Swedish)));

    /// <summary>The name of an area; "" is the code of an unknown place.</summary>
    public string Area(string code) => code.Length == 0 ? UnknownPlace : reference.AreaName(code);

    /// <summary>The name of a category, e.g. Skadegörelse.</summary>
    public string Category(string code) => reference.Categories.GetValueOrDefault(code)?.Name.Swedish ?? code;

    /// <summary>The nouns for the cases of a category.</summary>
    public CategoryName Cases(string code) =>
        reference.Categories.GetValueOrDefault(code)?.Name ?? new CategoryName(code, code, "fall av " + code, "fall av " + code);

    /// <summary>The name of a form inside a sentence.</summary>
    public string Form(string code) => _forms.GetValueOrDefault(code, code);

    /// <summary>The name of a target inside a sentence.</summary>
    public string Target(string code) => _targets.GetValueOrDefault(code, code);

    /// <summary>The name of stolen goods inside a sentence.</summary>
    public string Goods(string code) => _goods.GetValueOrDefault(code, code);

    /// <summary>The name of a result of activities after a number: the singular after 1.</summary>
    public string Result(string code, bool isOne) =>
        reference.ResultCodes.GetValueOrDefault(code) is { } result ? isOne ? result.Swedish : result.SwedishPlural : code;

    // A retired option keeps its name. A code that several categories share has the name that the first category gives it.
    private static Dictionary<string, string> NamesOf(
        MunicipalityReference reference, Func<CategoryChanged, IEnumerable<(string Code, string Name)>> namesIn) =>
        reference.Categories.OrderBy(category => category.Key, StringComparer.Ordinal)
            .SelectMany(category => namesIn(category.Value))
            .DistinctBy(entry => entry.Code, StringComparer.Ordinal)
            .ToDictionary(entry => entry.Code, entry => entry.Name, StringComparer.Ordinal);
}
