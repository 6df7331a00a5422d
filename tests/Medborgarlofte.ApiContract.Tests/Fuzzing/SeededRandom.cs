namespace Medborgarlofte.ApiContract.Tests.Fuzzing;

/// <summary>Random choices that are reproducible for the same seed and name.</summary>
internal sealed class SeededRandom(int seed, string name)
{
    private readonly Random _random = new(name.Aggregate(seed, (hash, letter) => unchecked((hash * 31) + letter)));

    public int Below(int limit) => _random.Next(limit);

    public bool OneChanceIn(int number) => _random.Next(number) == 0;

    public T Of<T>(IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];
}
