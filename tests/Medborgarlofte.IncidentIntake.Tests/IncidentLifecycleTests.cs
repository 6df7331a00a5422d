using Medborgarlofte.TestSupport;

namespace Medborgarlofte.IncidentIntake.Tests;

public sealed class IncidentLifecycleTests(IntakeApp app) : IClassFixture<IntakeApp>
{
    private static readonly string[] Statuses = ["quarantined", "reported", "verified", "rejected", "duplicate", "withdrawn"];

    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["quarantined"] = ["verified", "rejected", "duplicate"],
        ["reported"] = ["verified", "rejected", "duplicate", "withdrawn"],
        ["verified"] = ["rejected", "duplicate", "withdrawn"],
        ["rejected"] = ["verified"],
        ["duplicate"] = ["verified"],
        ["withdrawn"] = [],
    };

    private static readonly Dictionary<string, string> Events = new(StringComparer.Ordinal)
    {
        ["verified"] = "IncidentVerified",
        ["rejected"] = "IncidentRejected",
        ["duplicate"] = "IncidentMarkedAsDuplicate",
        ["withdrawn"] = "IncidentWithdrawn",
    };

    public static TheoryData<string, string> Moves => [.. from before in Statuses from after in Statuses select (before, after)];

    [Theory]
    [MemberData(nameof(Moves))]
    public async Task Status_changes_follow_the_lifecycle(string before, string after)
    {
        var original = (await app.ReportAsync()).Id;
        var id = before == "quarantined" ? await app.QuarantineAsync() : (await app.ReportAsync()).Id;
        if (before is not ("quarantined" or "reported"))
        {
            (await MoveAsync(id, before, original)).Is(HttpStatusCode.OK);
        }

        var stored = await app.GetAsync($"/incidents/{id}");
        var moved = await MoveAsync(id, after, original);

        if (Allowed[before].Contains(after))
        {
            Assert.Equal(after, moved.Is(HttpStatusCode.OK).TextOf("status"));
            Assert.Equal(moved.ETag, (await app.GetAsync($"/incidents/{id}")).ETag);
            Assert.Equal(Events[after], (await app.EventsAboutAsync(id))[^1]);
            Assert.Equal(after == "duplicate", moved.TextOf("duplicateOf") is not null);
            return;
        }

        moved.IsProblem(HttpStatusCode.Conflict);
        Assert.Equal((before, after), (moved.TextOf("from"), moved.TextOf("to")));
        Assert.Equal(Allowed[before], moved.Items("allowed").Select(code => code.GetString()));
        Assert.Equal(stored.Text, (await app.GetAsync($"/incidents/{id}")).Text);
    }

    [Fact]
    public async Task Rejecting_without_note_is_rejected() => await IsRejectedAsync("note", "rejected", note: " ");

    [Fact]
    public async Task Note_over_the_limit_is_rejected() => await IsRejectedAsync("note", "verified", note: new string('x', 1_001));

    [Fact]
    public async Task Duplicate_requires_its_original() => await IsRejectedAsync("duplicateOf", "duplicate");

    [Fact]
    public async Task Duplicate_of_an_unknown_incident_is_rejected() =>
        await IsRejectedAsync("duplicateOf", "duplicate", duplicateOf: Guid.CreateVersion7());

    [Fact]
    public async Task DuplicateOf_is_rejected_for_other_statuses() =>
        await IsRejectedAsync("duplicateOf", "verified", duplicateOf: (await app.ReportAsync()).Id);

    [Fact]
    public async Task Duplicate_of_itself_is_rejected()
    {
        var id = (await app.ReportAsync()).Id;

        (await MoveAsync(id, "duplicate", id)).IsProblem(HttpStatusCode.BadRequest, "duplicateOf");
    }

    [Fact]
    public async Task Duplicate_of_a_duplicate_is_rejected()
    {
        var first = (await app.ReportAsync()).Id;
        var second = (await app.ReportAsync()).Id;
        (await MoveAsync(first, "duplicate", second)).Is(HttpStatusCode.OK);

        (await MoveAsync(second, "duplicate", first)).IsProblem(HttpStatusCode.BadRequest, "duplicateOf");
    }

    [Fact]
    public async Task Duplicate_of_a_quarantined_incident_is_rejected()
    {
        var id = (await app.ReportAsync()).Id;

        (await MoveAsync(id, "duplicate", await app.QuarantineAsync())).IsProblem(HttpStatusCode.BadRequest, "duplicateOf");
    }

    [Theory]
    [InlineData("rejected")]
    [InlineData("withdrawn")]
    public async Task A_duplicate_of_an_incident_that_is_not_counted_is_rejected(string status)
    {
        var original = (await app.ReportAsync()).Id;
        (await MoveAsync(original, status, original)).Is(HttpStatusCode.OK);

        (await MoveAsync((await app.ReportAsync()).Id, "duplicate", original)).IsProblem(HttpStatusCode.BadRequest, "duplicateOf");
    }

    [Fact]
    public async Task A_duplicate_of_an_incident_from_a_selection_is_rejected()
    {
        (await app.ImportAsync(
            ImportHelper.Polisen,
            """
            [{"id": 77, "datetime": "2021-03-02 9:05:10 +01:00", "summary": "x", "type": "Brand",
              "location": {"name": "Oxelösund", "gps": "58.671234,17.101234"}}]
            """)).HasCounters(accepted: 1);
        var selection = (await app.GetAsync("/incidents?sort=-registeredAt&limit=200")).Items()
            .First(incident => incident.GetProperty("isSelection").GetBoolean()).GetProperty("id").GetGuid();

        (await MoveAsync((await app.ReportAsync()).Id, "duplicate", selection)).IsProblem(HttpStatusCode.BadRequest, "duplicateOf");
    }

    [Theory]
    [InlineData("rejected")]
    [InlineData("withdrawn")]
    public async Task Duplicates_of_an_incident_that_stops_being_counted_are_reported_again(string status)
    {
        var original = (await app.ReportAsync()).Id;
        var verified = (await app.ReportAsync()).Id;
        (await MoveAsync(verified, "verified", original)).Is(HttpStatusCode.OK);
        Guid[] duplicates = [(await app.ReportAsync()).Id, verified];
        foreach (var duplicate in duplicates)
        {
            (await MoveAsync(duplicate, "duplicate", original)).Is(HttpStatusCode.OK);
        }

        (await MoveAsync(original, status, original)).Is(HttpStatusCode.OK);

        foreach (var duplicate in duplicates)
        {
            var again = await app.GetAsync($"/incidents/{duplicate}");
            Assert.Equal(("reported", null), (again.TextOf("status"), again.TextOf("duplicateOf")));
            Assert.Equal(["IncidentMarkedAsDuplicate", "IncidentReported"], (await app.EventsAboutAsync(duplicate))[^2..]);
            (await app.MoveAsync(duplicate, "verified", again.ETag)).Is(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task A_public_report_returns_to_quarantine_unless_a_party_verified_it()
    {
        var original = (await app.ReportAsync()).Id;
        var unverified = await app.QuarantineAsync();
        var verified = await app.QuarantineAsync();
        (await MoveAsync(verified, "verified", original)).Is(HttpStatusCode.OK);
        (await MoveAsync(unverified, "duplicate", original)).Is(HttpStatusCode.OK);
        (await MoveAsync(verified, "duplicate", original)).Is(HttpStatusCode.OK);

        (await MoveAsync(original, "withdrawn", original)).Is(HttpStatusCode.OK);

        Assert.Equal("quarantined", (await app.GetAsync($"/incidents/{unverified}")).TextOf("status"));
        Assert.Equal("reported", (await app.GetAsync($"/incidents/{verified}")).TextOf("status"));
    }

    [Fact]
    public async Task Duplicates_follow_their_original_when_it_becomes_a_duplicate()
    {
        var (first, second, third) = ((await app.ReportAsync()).Id, (await app.ReportAsync()).Id, (await app.ReportAsync()).Id);
        (await MoveAsync(first, "duplicate", second)).Is(HttpStatusCode.OK);

        (await MoveAsync(second, "duplicate", third)).Is(HttpStatusCode.OK);

        Assert.Equal(third.ToString(), (await app.GetAsync($"/incidents/{first}")).TextOf("duplicateOf"));
        (await MoveAsync(third, "rejected", third)).Is(HttpStatusCode.OK);
        Assert.Equal("reported", (await app.GetAsync($"/incidents/{first}")).TextOf("status"));
        Assert.Equal("reported", (await app.GetAsync($"/incidents/{second}")).TextOf("status"));
    }

    [Fact]
    public async Task An_incident_counts_after_concurrent_marking_and_withdrawal_of_its_original()
    {
        var original = (await app.ReportAsync()).Id;
        var duplicate = (await app.ReportAsync()).Id;

        await Task.WhenAll(MoveAsync(duplicate, "duplicate", original), MoveAsync(original, "withdrawn", original));

        Assert.Equal("withdrawn", (await app.GetAsync($"/incidents/{original}")).TextOf("status"));
        Assert.Equal("reported", (await app.GetAsync($"/incidents/{duplicate}")).TextOf("status"));
    }

    [Fact]
    public async Task Status_change_requires_a_status()
    {
        var id = (await app.ReportAsync()).Id;

        (await app.PostAsync($"/incidents/{id}/status-changes", new JsonObject(), ("If-Match", "*")))
            .IsProblem(HttpStatusCode.BadRequest, "to");
    }

    [Fact]
    public async Task Status_change_requires_the_current_version()
    {
        var reported = await app.ReportAsync();
        (await app.MoveAsync(reported.Id, "verified", ifMatch: null)).IsProblem(HttpStatusCode.PreconditionRequired);

        (await app.MoveAsync(reported.Id, "verified", reported.ETag)).Is(HttpStatusCode.OK);
        (await app.MoveAsync(reported.Id, "withdrawn", reported.ETag)).IsProblem(HttpStatusCode.PreconditionFailed);
    }

    [Fact]
    public async Task One_of_two_concurrent_status_changes_succeeds()
    {
        var reported = await app.ReportAsync();

        var answers = await Task.WhenAll(
            app.MoveAsync(reported.Id, "rejected", reported.ETag), app.MoveAsync(reported.Id, "withdrawn", reported.ETag));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.PreconditionFailed], answers.Select(answer => answer.Status).Order());
        Assert.Equal(2, (await app.EventsAboutAsync(reported.Id)).Count);
    }

    private Task<Answer> MoveAsync(Guid id, string to, Guid original) =>
        app.MoveAsync(id, to, duplicateOf: to == "duplicate" ? original : null);

    private async Task IsRejectedAsync(string field, string to, string? note = "Okulär kontroll", Guid? duplicateOf = null)
    {
        var id = (await app.ReportAsync()).Id;
        var before = await app.RowCountsAsync();

        (await app.MoveAsync(id, to, "*", note, duplicateOf)).IsProblem(HttpStatusCode.BadRequest, field);

        Assert.Equal(before, await app.RowCountsAsync());
        Assert.Equal("reported", (await app.GetAsync($"/incidents/{id}")).TextOf("status"));
    }
}
