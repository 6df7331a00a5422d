using System.Globalization;
using System.Text.Json.Nodes;
using Medborgarlofte.ApiContract.Tests.Examples;
using Medborgarlofte.ApiContract.Tests.Fuzzing;

namespace Medborgarlofte.ApiContract.Tests;

/// <summary>Thousands of calls, right and wrong, made from the document: whatever comes in, what goes out is as the document tells.</summary>
[Collection(ContractApp.OneAtATime)]
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int CallsPerOperation = 70;

    // What each operation gets even where the time is up.
    private const int FewestCalls = 10;
    private const int MostFailuresShown = 15;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(4);

    // A rebuild empties the read models each time; a few are enough.
    private const int Rebuilds = 3;

    [Fact]
    public async Task No_call_brings_out_a_fault_or_an_answer_that_the_document_does_not_tell_of()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("FUZZ_SEED"), CultureInfo.InvariantCulture, out var given) ? given : 20210503;
        output.WriteLine($"FUZZ_SEED={seed}");
        var document = CommittedDocument.Read();
        await using var app = await ContractApp.StartAsync();
        var examples = await ExampleSession.RunAsync(app);
        using var enough = new CancellationTokenSource(Longest);
        var failures = new List<string>();
        var sent = 0;
        foreach (var (path, _, operation) in CommittedDocument.Operations(document))
        {
            var id = (string)operation["operationId"]!;

            // Each operation has dice of its own, so that a new operation does not change the calls of the others.
            var calls = new CallMaker(new Dice(seed, id), path, operation, examples[id].Call!);
            for (var number = 0; number < (id == "startReplay" ? Rebuilds : enough.IsCancellationRequested ? FewestCalls : CallsPerOperation); number++, sent++)
            {
                var call = calls.Next();
                failures.AddRange((await AnswerCheck.FaultsAsync(app.Client, call, operation, document)).Select(fault => $"{id} #{number}: {fault}\n  {call}"));
            }
        }

        output.WriteLine($"{sent} calls, {failures.Count} faults");
        Assert.True(failures.Count == 0, $"FUZZ_SEED={seed}, {failures.Count} of {sent}:\n{string.Join("\n", failures.Take(MostFailuresShown))}");
        Assert.True(sent > 1000, $"Only {sent} calls were made.");
    }
}
