using System.Diagnostics;
using System.Text.RegularExpressions;
using OpenTelemetry.Trace;

namespace Medborgarlofte.ServiceDefaults;

/// <summary>Spans of database commands, named by operation and table.</summary>
internal static class DatabaseSpans
{
    // The text is the program's own, but of any length.
    private static readonly Regex Statement = new(
        """\b(?<operation>SELECT|INSERT|UPDATE|DELETE|MERGE)\b(.*?\b(FROM|INTO))?\s+["\[](?<table>\w+)""",
        RegexOptions.NonBacktracking | RegexOptions.Singleline | RegexOptions.ExplicitCapture);

    /// <summary>
    /// Adds the commands of traced requests and messages; background work would be a trace every few seconds. Without the text of the
    /// query, which could contain words of people.
    /// </summary>
    public static TracerProviderBuilder AddDatabaseSpans(this TracerProviderBuilder tracing) =>
        tracing.AddEntityFrameworkCoreInstrumentation(options =>
        {
            options.Filter = (_, _) => Activity.Current?.Parent is { Recorded: true };
            options.EnrichWithIDbCommand = (activity, command) =>
            {
                activity.SetTag("db.query.text", null).SetTag("db.statement", null);
                if (Statement.Match(command.CommandText) is { Success: true } statement)
                {
                    activity.DisplayName = $"{statement.Groups["operation"].Value} {statement.Groups["table"].Value}";
                }
            };
        });
}
