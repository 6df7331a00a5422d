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
    public async Task A_move_is_taken_where_the_lifecycle_allows_it_and_else_refused(string before, string after)
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
    public async Task Rejecting_without_note_is_refused() => await IsRefusedAsync("note", "rejected", note: " ");

    [Fact]
    public async Task A_note_over_its_limit_is_refused() => await IsRefusedAsync("note", "verified", note: new string('x', 1_001));

    [Fact]
    public async Task A_duplicate_must_say_of_what() => await IsRefusedAsync("duplicateOf", "duplicate");

    [Fact]
    public async Task A_duplicate_of_something_unknown_is_refused() =>
        await IsRefusedAsync("duplicateOf", "duplicate", duplicateOf: Guid.CreateVersion7());

    [Fact]
    public async Task Only_a_duplicate_can_be_of_another() =>
        await IsRefusedAsync("duplicateOf", "verified", duplicateOf: (await app.ReportAsync()).Id);

    [Fact]
    public async Task An_incident_is_no_duplicate_of_itself()
    {
        var id = (await app.ReportAsync()).Id;

        (await MoveAsync(id, "duplicate", id)).IsProblem(HttpStatusCode.BadRequest, "duplicateOf");
    }

    [Fact]
    public async Task Two_incidents_cannot_hide_each_other_as_duplicates()
    {
        var first = (await app.ReportAsync()).Id;
        var second = (await app.ReportAsync()).Id;
        (await MoveAsync(first, "duplicate", second)).Is(HttpStatusCode.OK);

        (await MoveAsync(second, "duplicate", first)).IsProblem(HttpStatusCode.BadRequest, "duplicateOf");
    }

    [Fact]
    public async Task What_is_counted_cannot_hide_behind_what_is_not()
    {
        var id = (await app.ReportAsync()).Id;

        (await MoveAsync(id, "duplicate", await app.QuarantineAsync())).IsProblem(HttpStatusCode.BadRequest, "duplicateOf");
    }

    [Fact]
    public async Task A_move_must_say_where_to()
    {
        var id = (await app.ReportAsync()).Id;

        (await app.PostAsync($"/incidents/{id}/status-changes", new JsonObject(), ("If-Match", "*"))).IsProblem(HttpStatusCode.BadRequest, "to");
    }

    [Fact]
    public async Task A_move_names_the_version_that_was_read()
    {
        var reported = await app.ReportAsync();
        (await app.MoveAsync(reported.Id, "verified", ifMatch: null)).IsProblem(HttpStatusCode.PreconditionRequired);

        (await app.MoveAsync(reported.Id, "verified", reported.ETag)).Is(HttpStatusCode.OK);
        (await app.MoveAsync(reported.Id, "withdrawn", reported.ETag)).IsProblem(HttpStatusCode.PreconditionFailed);
    }

    [Fact]
    public async Task Of_two_moves_at_once_one_wins()
    {
        var reported = await app.ReportAsync();

        var answers = await Task.WhenAll(
            app.MoveAsync(reported.Id, "rejected", reported.ETag), app.MoveAsync(reported.Id, "withdrawn", reported.ETag));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.PreconditionFailed], answers.Select(answer => answer.Status).Order());
        Assert.Equal(2, (await app.EventsAboutAsync(reported.Id)).Count);
    }

    private Task<Answer> MoveAsync(Guid id, string to, Guid original) =>
        app.MoveAsync(id, to, duplicateOf: to == "duplicate" ? original : null);

    private async Task IsRefusedAsync(string field, string to, string? note = "Okulär kontroll", Guid? duplicateOf = null)
    {
        var id = (await app.ReportAsync()).Id;
        var before = await app.RowCountsAsync();

        (await app.MoveAsync(id, to, "*", note, duplicateOf)).IsProblem(HttpStatusCode.BadRequest, field);

        Assert.Equal(before, await app.RowCountsAsync());
        Assert.Equal("reported", (await app.GetAsync($"/incidents/{id}")).TextOf("status"));
    }
}
