using System.Text.Json;
using Medborgarlofte.Http.Access;

namespace Medborgarlofte.TestSupport;

/// <summary>One row of the access matrix: who may call an operation.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Route">Route template.</param>
/// <param name="Roles">The roles that may call the operation; every role if it is public.</param>
/// <param name="IsPublic">Whether callers without a token may call it.</param>
public sealed record AccessRow(string Method, string Route, Roles Roles, bool IsPublic);

/// <summary>
/// Reads the committed access matrix, docs/access-matrix.txt, which an architecture test compares with the running endpoints.
/// </summary>
public static class AccessMatrix
{
    /// <summary>Path of the file relative to the repository's root.</summary>
    public const string Path = "docs/access-matrix.txt";

    private const string Everybody = "everybody";

    /// <summary>Reads the rows of the committed file.</summary>
    public static IReadOnlyList<AccessRow> Rows { get; } = [.. File.ReadLines(System.IO.Path.Combine(Root(), Path)).Select(Parse)];

    /// <summary>Returns the row of an operation.</summary>
    /// <exception cref="InvalidOperationException">The matrix has no such row.</exception>
    public static AccessRow Find(string method, string route) => Rows.Single(row => row.Method == method && row.Route == route);

    /// <summary>A line of the file: method, route, operation, and roles as tokens name them.</summary>
    public static string Line(string method, string route, string? operation, EndpointAccess access) =>
        $"{method} {route} | {operation ?? "page"} | {(access.IsPublic ? Everybody : string.Join(", ", Codes(access.Roles)))}";

    private static IEnumerable<string> Codes(Roles roles) =>
        from role in Enum.GetValues<Roles>()
        where int.IsPow2((int)role) && roles.HasFlag(role)
        select JsonNamingPolicy.KebabCaseLower.ConvertName(role.ToString());

    private static AccessRow Parse(string line)
    {
        var parts = line.Split(" | ");
        var (method, route) = (parts[0].Split(' ', 2)[0], parts[0].Split(' ', 2)[1]);
        if (parts[2] == Everybody)
        {
            return new AccessRow(method, route, Roles.SignedIn, IsPublic: true);
        }

        var roles = parts[2].Split(", ")
            .Select(code => Enum.Parse<Roles>(code.Replace("-", "", StringComparison.Ordinal), ignoreCase: true))
            .Aggregate((all, role) => all | role);
        return new AccessRow(method, route, roles, IsPublic: false);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(folder.FullName, "Medborgarlofte.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No folder above the tests contains Medborgarlofte.sln.");
        }

        return folder.FullName;
    }
}
