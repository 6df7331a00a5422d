using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Medborgarlofte.ApiContract.Tests.Document;

/// <summary>Reads the docstrings of handlers, requests and responses.</summary>
internal static partial class DocStrings
{
    private static readonly Dictionary<string, XElement> Members =
        Directory.EnumerateFiles(AppContext.BaseDirectory, "Medborgarlofte.*.xml")
            .SelectMany(file => XDocument.Load(file).Descendants("member"))
            .DistinctBy(member => member.Attribute("name")!.Value)
            .ToDictionary(member => member.Attribute("name")!.Value, StringComparer.Ordinal);

    public static string? Of(Type type) => Text(Find("T:" + NameOf(type))?.Element("summary"));

    public static string? Of(PropertyInfo property) =>
        Text(Find($"P:{NameOf(property.DeclaringType!)}.{property.Name}")?.Element("summary"))
        ?? Text(Find("T:" + NameOf(property.DeclaringType!))?.Elements("param")
            .SingleOrDefault(param => param.Attribute("name")!.Value == property.Name));

    public static string? Of(FieldInfo value) => Text(Find($"F:{NameOf(value.DeclaringType!)}.{value.Name}")?.Element("summary"));

    /// <summary>The summary and the remarks of a handler.</summary>
    public static (string? Summary, string? Remarks) Of(MethodInfo handler)
    {
        var name = $"M:{NameOf(handler.DeclaringType!)}.{handler.Name}";
        var member = Members
            .FirstOrDefault(member => member.Key == name || member.Key.StartsWith(name + "(", StringComparison.Ordinal)).Value;
        return (Text(member?.Element("summary")), Text(member?.Element("remarks")));
    }

    private static XElement? Find(string name) => Members.GetValueOrDefault(name);

    private static string NameOf(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');

    private static string? Text(XElement? element)
    {
        if (element is null)
        {
            return null;
        }

        // A reference is shown as the last part of its name.
        var words = element.Nodes().Select(node => node is XElement reference
            ? (reference.Attribute("cref")?.Value ?? reference.Attribute("langword")?.Value ?? reference.Value).Split('.')[^1]
            : ((XText)node).Value);
        return Blanks().Replace(string.Concat(words), " ").Trim();
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
