using System.Reflection;
using Microsoft.AspNetCore.Http;
using NetArchTest.Rules;

namespace Medborgarlofte.Architecture.Tests;

public sealed class ModuleTests
{
    private static readonly string[] Shared =
    [
        "Medborgarlofte.Contracts", "Medborgarlofte.Domain", "Medborgarlofte.Swedish", "Medborgarlofte.Screening", "Medborgarlofte.Http",
        "Medborgarlofte.Persistence",
        "Medborgarlofte.Events", "Medborgarlofte.ReferenceData", "Medborgarlofte.Privacy", "Medborgarlofte.Mail",
    ];

    public static TheoryData<string> Modules => Repository.ModuleNames;

    [Theory]
    [MemberData(nameof(Modules))]
    public void Module_references_only_shared_projects(string module)
    {
        var known = Repository.Load(module).GetReferencedAssemblies().Select(name => name.Name!)
            .Where(name => name.StartsWith("Medborgarlofte", StringComparison.Ordinal));

        Assert.Empty(known.Except(Shared));
    }

    [Theory]
    [MemberData(nameof(Modules))]
    public void Types_of_a_module_use_no_other_module_and_no_host(string module)
    {
        var others = Repository.Modules.Where(other => other != module)
            .Concat(["Medborgarlofte.Standalone", "Medborgarlofte.Gateway", "Medborgarlofte.Demo", "Medborgarlofte.ServiceDefaults"]);

        var result = Types.InAssembly(Repository.Load(module)).ShouldNot().HaveDependencyOnAny([.. others]).GetResult();

        Assert.True(result.IsSuccessful, string.Join(", ", result.FailingTypeNames ?? []));
    }

    [Fact]
    public void Shared_assemblies_reference_no_module() => Assert.All(
        Shared,
        shared => Assert.DoesNotContain(Assembly.Load(shared).GetReferencedAssemblies(), name => Repository.Modules.Contains(name.Name)));

    [Theory]
    [MemberData(nameof(Modules))]
    public void Requests_and_responses_are_public(string module)
    {
        var hidden =
            from type in Repository.Load(module).GetTypes()
            where type.Name.EndsWith("Request", StringComparison.Ordinal) || type.Name.EndsWith("Response", StringComparison.Ordinal)
            where !type.IsVisible && !typeof(IResult).IsAssignableFrom(type)
            select type.FullName;

        Assert.Empty(hidden);
    }
}
