using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Medborgarlofte.Architecture.Tests;

public sealed partial class RepositoryTests
{
    private const string OnlyWithAspire = "Medborgarlofte.AppHost";
    private static readonly string[] Pictures = [".png", ".ico", ".woff2"];

    // Placeholders for secrets in messages, unused connection strings and the API document.
    private static readonly string[] Placeholders = ["user:password@", "Password=none", "q0vZ2xw4hTnYb7cJr1mKfE9uLsDgAiPo3X5tWy8NzRQ"];

    private static string[] Projects => [.. Repository.Files("", "*.csproj")];

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = Repository.Read("Medborgarlofte.sln").Replace('\\', '/');

        Assert.All(Projects, project => Assert.Contains($"\"{project}\"", solution));
    }

    [Fact]
    public void Every_project_that_needs_no_Aspire_is_in_the_filtered_solution()
    {
        const string Filter = "Medborgarlofte.NoAspire.slnf";
        if (!Repository.Files("", Filter).Any())
        {
            return;
        }

        var filtered = JsonNode.Parse(Repository.Read(Filter))!["solution"]!["projects"]!.AsArray()
            .Select(project => project!.GetValue<string>().Replace('\\', '/'));

        Assert.Equal(Projects.Where(project => !project.Contains(OnlyWithAspire, StringComparison.Ordinal)).Order(), filtered.Order());
    }

    [Fact]
    public void Trust_22_repository_contains_no_secret()
    {
        var found = from path in Repository.Files("", "*")
                    where !Pictures.Contains(Path.GetExtension(path)) && !path.StartsWith('.')
                        && !path.Contains("/.data/", StringComparison.Ordinal)
                    from Match secret in Secrets().Matches(Repository.Read(path))
                    where !Placeholders.Any(placeholder => secret.Value.Contains(placeholder, StringComparison.Ordinal))
                    select $"{path}: {secret.Value}";

        Assert.Empty(found);
    }

    /// <summary>
    /// Trust check 21, as far as the repository determines it: dashboards listen on the loopback and require a login.
    /// </summary>
    [Fact]
    public void Trust_21_dashboards_listen_on_the_loopback_and_require_a_login()
    {
        var starts = Repository.Files("", "launchSettings.json").ToList();
        Assert.True(starts.Count > 5, "the launch settings were not found");
        foreach (var address in starts.SelectMany(
            path => Addresses().Matches(Repository.Read(path)).Select(match => match.Groups["host"].Value)))
        {
            Assert.Equal("localhost", address);
        }

        var topology = string.Concat(Repository.Files(OnlyWithAspire, "*.cs").Select(Repository.Read));
        Assert.All(Ports().Matches(topology).Select(match => match.Groups["port"].Value), port =>
            Assert.StartsWith("127.0.0.1:", port, StringComparison.Ordinal));
        Assert.Contains("\"RABBITMQ_NODE_IP_ADDRESS\", \"127.0.0.1\"", topology, StringComparison.Ordinal);
        foreach (var open in new[] { "UNSECURED_ALLOW_" + "ANONYMOUS", "loopback_" + "users = none" })
        {
            Assert.DoesNotContain(
                Repository.Files("", "*.cs").Concat(Repository.Files("", "*.json")).Concat(Repository.Files("", "*.conf")),
                path => Repository.Read(path).Contains(open, StringComparison.OrdinalIgnoreCase));
        }
    }

    [GeneratedRegex(@"https?://(?<host>[^:/\s""]+)")]
    private static partial Regex Addresses();

    [GeneratedRegex(@"Ports = \[""(?<port>[^""]+)""")]
    private static partial Regex Ports();

    [Theory]
    [InlineData("amqp://guest:" + "guest@localhost:5672")]
    [InlineData("https://anna:" + "hemligt@example.org")]
    [InlineData("Server=db;User Id=sa;Password=" + "Sommar2026!;")]
    [InlineData("-----BEGIN RSA " + "PRIVATE KEY-----")]
    [InlineData("AKIA" + "ABCDEFGHIJKLMNOP")]
    [InlineData("eyJhbGciOiJSUzI1NiJ9" + ".eyJzdWIiOiJhbm5hIn0")]
    [InlineData("\"ClientSecret\": \"" + "kW8rTq2LmX\"")]
    public void Trust_22_secret_is_recognised(string secret) => Assert.Matches(Secrets(), secret);

    [GeneratedRegex(
        """
        (?xi) [a-z]+://[^/\s:@"'{}]+:[^/\s:@"'{}]+@
        | password=[^\s;"'{…\[]+
        | -----BEGIN[A-Z\ ]*PRIVATE\ KEY
        | AKIA[0-9A-Z]{16}
        | eyJ[\w-]{10,}\.eyJ[\w-]{10,}
        | "(client_?secret|password|apikey)"\s*:\s*"[^"{]{8,}"
        """)]
    private static partial Regex Secrets();

    [Theory]
    [InlineData("#region")]
    [InlineData("TODO")]
    [InlineData("FIXME")]
    public void Source_files_do_not_contain(string unwanted) =>
        Assert.DoesNotContain(Repository.Files("src", "*.cs"), path => Repository.Read(path).Contains(unwanted, StringComparison.Ordinal));

    [Fact]
    public void Source_lines_have_at_most_140_characters()
    {
        const int MaxLength = 140;
        var longLines =
            from path in Repository.Files("", "*.cs").Concat(Repository.Files("", "*.razor"))
            where !path.Contains("/Migrations/", StringComparison.Ordinal)
            from line in Repository.Read(path).Split('\n').Index()
            where line.Item.TrimEnd('\r').Length > MaxLength
            select $"{path}:{line.Index + 1}";

        Assert.Empty(longLines);
    }
}
