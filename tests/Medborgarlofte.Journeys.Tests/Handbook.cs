using System.Text.RegularExpressions;

namespace Medborgarlofte.Journeys.Tests;

/// <summary>What docs/operations/publishing.md tells an operator to type.</summary>
internal static partial class Handbook
{
    private const string Example = "incident-intake";

    /// <summary>
    /// The patterns (configure, write, read) of a service's user at RabbitMQ: those of the example, with its own name in the last.
    /// </summary>
    public static string[] PermissionsOf(string service)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Medborgarlofte.sln")))
        {
            root = root.Parent ?? throw new DirectoryNotFoundException("Medborgarlofte.sln lies in no folder above the tests.");
        }

        var told = Permissions().Match(File.ReadAllText(Path.Combine(root.FullName, "docs", "operations", "publishing.md")));
        Assert.True(told.Success, "docs/operations/publishing.md tells no permissions");
        return [told.Groups["configure"].Value, told.Groups["write"].Value, told.Groups["read"].Value.Replace(
            Example, service, StringComparison.Ordinal)];
    }

    [GeneratedRegex(
        @"rabbitmqctl set_permissions -p / incident-intake[\s\\]+'(?<configure>[^']+)'[\s\\]+'(?<write>[^']+)'[\s\\]+'(?<read>[^']+)'")]
    private static partial Regex Permissions();
}
