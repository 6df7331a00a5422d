using System.Text.RegularExpressions;

namespace Medborgarlofte.Journeys.Tests;

/// <summary>The commands that docs/operations/publishing.md gives to operators.</summary>
internal static partial class DocumentedPermissions
{
    private const string Example = "incident-intake";

    /// <summary>
    /// The permissions (configure, write, read) of a service's RabbitMQ user: the documented ones, with the service's name in the last.
    /// </summary>
    public static string[] PermissionsOf(string service)
    {
        var documented = Permissions().Match(Repository.Read("docs/operations/publishing.md"));
        Assert.True(documented.Success, "docs/operations/publishing.md contains no permissions");
        return
        [
            documented.Groups["configure"].Value,
            documented.Groups["write"].Value,
            documented.Groups["read"].Value.Replace(Example, service, StringComparison.Ordinal),
        ];
    }

    [GeneratedRegex(
        @"rabbitmqctl set_permissions -p / incident-intake[\s\\]+'(?<configure>[^']+)'[\s\\]+'(?<write>[^']+)'[\s\\]+'(?<read>[^']+)'")]
    private static partial Regex Permissions();
}
