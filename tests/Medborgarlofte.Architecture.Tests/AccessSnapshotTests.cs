using Medborgarlofte.Web.Access;

namespace Medborgarlofte.Architecture.Tests;

/// <summary>Who may call what, written out a second time: a change of the table is seen for what it is, and read by whoever answers for it.</summary>
public sealed class AccessSnapshotTests
{
    private const string Snapshot = "tests/Medborgarlofte.Architecture.Tests/Snapshots/access.txt";
    private const string Update = "UPDATE_ACCESS";

    [Fact]
    public void Trust_15_the_table_gives_each_role_what_it_was_given_and_nothing_else()
    {
        var lines = AccessTable.Rules
            .OrderBy(rule => rule.Route, StringComparer.Ordinal).ThenBy(rule => rule.Method, StringComparer.Ordinal)
            .Select(rule => $"{rule.Method} {rule.Route}: {(rule.IsPublic ? "everybody" : rule.Roles)}");
        var text = string.Join('\n', lines) + "\n";
        var path = Path.Combine(Repository.Root.FullName, Snapshot);
        if (Environment.GetEnvironmentVariable(Update) is { Length: > 0 })
        {
            File.WriteAllText(path, text);
        }

        // A new operation's row is read when it joins the snapshot; one that stands there may neither change nor go unseen.
        var changed = Repository.Read(Snapshot).ReplaceLineEndings("\n").Split('\n').Except(text.Split('\n')).ToList();
        Assert.True(
            changed.Count == 0,
            $"The access table has changed: {string.Join("; ", changed)}. If it is meant, run with {Update}=1, read the difference in {Snapshot} and commit it.");
    }

    [Fact]
    public void Trust_15_no_operation_stands_in_the_table_twice_and_each_row_opens_to_somebody()
    {
        Assert.Equal(AccessTable.Rules.Count, AccessTable.Rules.DistinctBy(rule => (rule.Method, rule.Route)).Count());
        Assert.All(AccessTable.Rules, rule => Assert.True(rule.IsPublic || rule.Roles != Roles.None, rule.Route));
    }
}
