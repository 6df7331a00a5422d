using System.CodeDom.Compiler;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Medborgarlofte.Architecture.Tests;

public sealed partial class MethodTests
{
    private const int MaxParameters = 6;
    private const int MaxTestName = 100;
    private const BindingFlags Declared =
        BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static TheoryData<string> Assemblies =>
    [
        .. Directory.GetFiles(AppContext.BaseDirectory, "Medborgarlofte.*.dll").Select(path => Path.GetFileNameWithoutExtension(path))
            .Where(name => !name.Contains(".Test", StringComparison.Ordinal)),
    ];

    /// <summary>
    /// Applies to handlers, local functions and lambdas as well. An [AsParameters] record is one parameter. Constructors are exempt: a
    /// record's parameters are its members, set by name, and the container passes the services of a class.
    /// </summary>
    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Method_has_at_most_six_parameters(string assembly)
    {
        var tooLong =
            from type in Assembly.Load(assembly).GetTypes()
            where !type.IsSubclassOf(typeof(Delegate)) && type.GetCustomAttribute<GeneratedCodeAttribute>() is null
            from method in type.GetMethods(Declared)
            where !IsGenerated(method) && method.GetParameters().Count(parameter => !IsClosure(parameter)) > MaxParameters
            select $"{type.FullName}.{method.Name}";

        Assert.Empty(tooLong);
    }

    [Fact]
    public void Test_name_has_at_most_100_characters()
    {
        var names = Repository.Files("tests", "*.cs").SelectMany(path => TestMethods().Matches(Repository.Read(path)))
            .Select(method => method.Groups["name"].Value).ToList();

        Assert.True(names.Count > 500, $"only {names.Count} tests were found");
        Assert.DoesNotContain(names, name => name.Length > MaxTestName);
    }

    // A record's Deconstruct has a parameter for each member.
    private static bool IsGenerated(MethodInfo method) =>
        method.IsDefined(typeof(GeneratedCodeAttribute))
        || (method.Name == "Deconstruct" && method.IsDefined(typeof(CompilerGeneratedAttribute)));

    // The compiler passes captured variables to a local function as a reference to a struct.
    private static bool IsClosure(ParameterInfo parameter) =>
        parameter.ParameterType.IsByRef && parameter.ParameterType.GetElementType()!.IsDefined(typeof(CompilerGeneratedAttribute));

    [GeneratedRegex(@"public (?:async )?(?:Task|void) (?<name>\w+)\(")]
    private static partial Regex TestMethods();
}
