using System.Text.Json.Nodes;
using Medborgarlofte.ApiContract.Tests.Profile;

namespace Medborgarlofte.ApiContract.Tests;

/// <summary>Checks the committed document against the Swedish REST API profile.</summary>
public sealed class ProfileTests
{
    // A security company's file is always CSV; single activities are posted as JSON.
    private static readonly (string[] Rules, string Where) CsvOnly =
        (["ARQ.01", "AME.01", "AME.02"], "post /municipalities/{municipality}/measures/{id}/activity-imports body");

    public static TheoryData<string, string> Rules => [.. RestApiProfile.Rules.Select(rule => (rule.Id, rule.Severity.ToString()))];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Document_meets_the_profile(string id, string severity) =>
        Assert.Empty(Broken(CommittedDocument.Read(), id, severity).Except(CsvOnly.Rules.Contains(id) ? [CsvOnly.Where] : []));

    [Theory]
    [MemberData(nameof(Rules))]
    public void Document_that_breaks_the_profile_is_reported(string id, string severity)
    {
        if (!BrokenDocuments.ByRule.TryGetValue((id, severity), out var damage))
        {
            Assert.Fail($"BrokenDocuments has no change that breaks {id} ({severity}).");
        }

        var document = CommittedDocument.Read();
        damage(document);

        Assert.NotEmpty(Broken(document, id, severity));
    }

    private static string[] Broken(JsonObject document, string id, string severity)
    {
        var rule = RestApiProfile.Rules.Single(rule => rule.Id == id && rule.Severity.ToString() == severity);
        return [.. rule.Check(new ProfiledDocument(document)).Distinct()];
    }
}
