using Mono.Cecil;

namespace Medborgarlofte.Architecture.Tests;

/// <summary>Dependencies between the feature folders of a module, from its IL, each with an example.</summary>
/// <remarks>A folder is the first segment of a namespace below the module's. The root and the folder Data, which knows every entity, are
/// ignored.</remarks>
internal sealed class FeatureDependencies
{
    private const string IgnoredFolder = "Data";

    private readonly SortedDictionary<string, SortedDictionary<string, string>> _examples = new(StringComparer.Ordinal);

    public static FeatureDependencies Of(string module)
    {
        var dependencies = new FeatureDependencies();
        using var assembly = ModuleDefinition.ReadModule(Path.Combine(AppContext.BaseDirectory, module + ".dll"));
        foreach (var type in assembly.GetTypes())
        {
            if (FolderOf(type, module) is { } from)
            {
                foreach (var used in TypesUsedBy(type))
                {
                    if (FolderOf(used, module) is { } to && from != to)
                    {
                        dependencies.Add(from, to, $"{NameOf(type, module)} → {NameOf(used, module)}");
                    }
                }
            }
        }

        return dependencies;
    }

    public void Add(string from, string to, string example)
    {
        if (!_examples.TryGetValue(from, out var examples))
        {
            _examples[from] = examples = new SortedDictionary<string, string>(StringComparer.Ordinal);
        }

        examples.TryAdd(to, example);
    }

    /// <summary>An example for each step of the shortest cycle; empty without a cycle.</summary>
    public IReadOnlyList<string> ShortestCycle() =>
        _examples.Keys.Select(CycleThrough).OfType<IReadOnlyList<string>>().MinBy(cycle => cycle.Count) ?? [];

    private IReadOnlyList<string>? CycleThrough(string start)
    {
        var paths = new Queue<(string Folder, string[] Examples)>([(start, [])]);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (paths.TryDequeue(out var path))
        {
            foreach (var (to, example) in _examples.GetValueOrDefault(path.Folder) ?? [])
            {
                if (to == start)
                {
                    return [.. path.Examples, example];
                }

                if (seen.Add(to))
                {
                    paths.Enqueue((to, [.. path.Examples, example]));
                }
            }
        }

        return null;
    }

    private static IEnumerable<TypeReference> TypesUsedBy(TypeDefinition type)
    {
        var used = new List<TypeReference?>([type.BaseType, .. type.Interfaces.Select(implemented => implemented.InterfaceType)]);
        used.AddRange(type.Fields.Select(field => field.FieldType));
        used.AddRange(type.GenericParameters.SelectMany(parameter => parameter.Constraints, (_, constraint) => constraint.ConstraintType));
        used.AddRange(type.CustomAttributes
            .SelectMany(attribute => attribute.ConstructorArguments)
            .Select(argument => argument.Value as TypeReference));
        foreach (var method in type.Methods)
        {
            used.Add(method.ReturnType);
            used.AddRange(method.Parameters.Select(parameter => parameter.ParameterType));
            if (method.HasBody)
            {
                used.AddRange(method.Body.Variables.Select(variable => variable.VariableType));
                used.AddRange(method.Body.Instructions.SelectMany(instruction => TypesIn(instruction.Operand)));
            }
        }

        return used.SelectMany(Parts);
    }

    private static IEnumerable<TypeReference?> TypesIn(object? operand) => operand switch
    {
        TypeReference type => [type],
        GenericInstanceMethod method => [method.DeclaringType, method.ReturnType, .. method.GenericArguments],
        MethodReference method => [method.DeclaringType, method.ReturnType],
        FieldReference field => [field.DeclaringType, field.FieldType],
        _ => [],
    };

    // List<Incident[]> has the parts List, Incident.
    private static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null => [],
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Prepend(generic.ElementType),
        TypeSpecification specification => Parts(specification.ElementType),
        _ => [type],
    };

    private static string? FolderOf(TypeReference type, string module)
    {
        var outermost = OutermostTypeOf(type);
        return outermost.Namespace.StartsWith(module + ".", StringComparison.Ordinal)
            && outermost.Namespace[(module.Length + 1)..].Split('.')[0] is var folder
            && folder != IgnoredFolder
                ? folder
                : null;
    }

    private static string NameOf(TypeReference type, string module) => OutermostTypeOf(type).FullName[(module.Length + 1)..];

    private static TypeReference OutermostTypeOf(TypeReference type) => type.DeclaringType is { } outer ? OutermostTypeOf(outer) : type;
}
