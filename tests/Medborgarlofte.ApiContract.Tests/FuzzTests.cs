using System.Globalization;
using System.Text.Json.Nodes;
using Medborgarlofte.ApiContract.Tests.Examples;
using Medborgarlofte.ApiContract.Tests.Fuzzing;

namespace Medborgarlofte.ApiContract.Tests;

/// <summary>Sends valid and invalid calls generated from the document; the document describes every response.</summary>
[Collection(ContractApp.OneAtATime)]
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int MostFailuresShown = 15;

    // Each rebuild empties the read models; a few are enough.
    private const int Rebuilds = 3;

    [Fact]
    public Task Responses_to_ten_generated_calls_of_each_operation_are_documented() => FuzzAsync(callsPerOperation: 10);

    [Fact]
    [Trait("Category", "Soak")]
    public Task Responses_to_seventy_generated_calls_of_each_operation_are_documented() => FuzzAsync(callsPerOperation: 70);

    private async Task FuzzAsync(int callsPerOperation)
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("FUZZ_SEED"), CultureInfo.InvariantCulture, out var given)
            ? given
            : 20210503;
        output.WriteLine($"FUZZ_SEED={seed}");
        var document = CommittedDocument.Read();
        await using var app = await ContractApp.StartAsync();
        var examples = await ExampleSession.RunAsync(app);
        var failures = new List<string>();
        var sent = 0;
        foreach (var (path, _, operation) in CommittedDocument.Operations(document))
        {
            var id = (string)operation["operationId"]!;

            // Each operation has its own random sequence, so a new operation does not change the calls of the others.
            var calls = new CallGenerator(new SeededRandom(seed, id), path, operation, examples[id].Call!);
            for (var number = 0; number < (id == "startReplay" ? Rebuilds : callsPerOperation); number++, sent++)
            {
                var call = calls.Next();
                failures.AddRange((await AnswerCheck.FaultsAsync(app.Client, call, operation, document))
                    .Select(fault => $"{id} #{number}: {fault}\n  {call}"));
            }
        }

        output.WriteLine($"{sent} calls, {failures.Count} faults");
        Assert.True(failures.Count == 0,
            $"FUZZ_SEED={seed}, {failures.Count} of {sent}:\n{string.Join("\n", failures.Take(MostFailuresShown))}");
        Assert.True(sent > 1000, $"Only {sent} calls were made.");
    }
}
