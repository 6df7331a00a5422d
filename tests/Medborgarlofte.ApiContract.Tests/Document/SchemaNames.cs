namespace Medborgarlofte.ApiContract.Tests.Document;

/// <summary>Names of the schemas in the document.</summary>
internal static class SchemaNames
{
    /// <summary>Returns the schema name of a project type and records it, or null for types that are written inline.</summary>
    public static string? Of(Type type, Dictionary<string, Type> types)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.Namespace?.StartsWith("Medborgarlofte", StringComparison.Ordinal) != true)
        {
            return null;
        }

        var name = type.IsGenericType
            ? type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)] + type.GetGenericArguments()[0].Name
            : type.Name;
        if (types.TryGetValue(name, out var other) && other != type)
        {
            throw new InvalidOperationException($"{other} and {type} would both be the schema {name}: rename one.");
        }

        types[name] = type;
        return name;
    }
}
