using System.Text.Json;

namespace Medborgarlofte.AppHost.Tests;

public sealed class StartTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    [Fact]
    public async Task Missing_container_engine_ends_the_start_with_a_message_without_a_stack()
    {
        // The environment of the profile http. Neither docker nor podman is in the path.
        var (exitCode, output) = await AppHostProcess.RunAsync(new()
        {
            ["PATH"] = "/nonexistent",
            ["DOTNET_ENVIRONMENT"] = "Development",
            ["ASPNETCORE_URLS"] = "http://localhost:0",
            ["ASPIRE_ALLOW_UNSECURED_TRANSPORT"] = "true",
            ["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = "http://localhost:0",
            ["Medborgarlofte__Containers"] = "true",
        });

        Assert.Equal(1, exitCode);
        Assert.Contains("Medborgarlofte__Containers=false", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Manifest_matches_the_committed_file()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("medborgarlofte-").FullName, "manifest.json");
        var (exitCode, output) = await AppHostProcess.RunAsync([], "--publisher", "manifest", "--output-path", file);
        Assert.True(exitCode == 0, output);
        var manifest = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);

        // Projects have paths relative to the manifest.
        var relative = Path.GetRelativePath(Path.GetDirectoryName(file)!, Committed.Root) + "/";
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        var text = JsonSerializer.Serialize(JsonElement.Parse(manifest.Replace(relative, "", StringComparison.Ordinal)), Indented);
        Committed.Matches("manifest.json", text + "\n");
    }

    [Fact]
    public async Task Aspire_publish_fails_with_a_message_that_names_the_Compose_file()
    {
        var directory = Directory.CreateTempSubdirectory("medborgarlofte-").FullName;
        var (exitCode, output) = await AppHostProcess.RunAsync(
            [], "--operation", "publish", "--step", "publish", "--output-path", directory);
        Directory.Delete(directory, recursive: true);

        Assert.NotEqual(0, exitCode);
        Assert.Contains("deploy/compose/compose.yaml", output, StringComparison.Ordinal);
    }
}
