using Medborgarlofte.Benchmarks;

// Compare only figures from the same run on the same machine; see docs/operations/performance.md.
var chosen = args is [] ? ["start", "write", "follow-up", "import", "warning"] : args;
if (chosen is [WriteRivals.Bare or WriteRivals.EntityFramework])
{
    await WriteRivals.ServeAsync(chosen[0]);
    return;
}

foreach (var benchmark in chosen)
{
    await (benchmark switch
    {
        "start" => StartBenchmark.RunAsync(),
        "write" => WriteBenchmark.RunAsync(),
        "follow-up" => FollowUpBenchmark.RunAsync(),
        "import" => ImportBenchmark.RunAsync(),
        "warning" => WarningBenchmark.RunAsync(),
        _ => throw new ArgumentException($"Unknown benchmark {benchmark}: start, write, follow-up, import or warning.", nameof(args)),
    });
}
