namespace Medborgarlofte.ApiContract.Tests.Document;

/// <summary>What a type is called among the schemas of the document.</summary>
internal static class SchemaNames
{
    /// <summary>The name of a type of the project; null for what is written where it stands. Notes which type has the name.</summary>
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
