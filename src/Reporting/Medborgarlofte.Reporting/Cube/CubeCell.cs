namespace Medborgarlofte.Reporting.Cube;

/// <summary>How many cases share a day (or month), a place, a category and one value.</summary>
internal sealed class CubeCell
{
    /// <summary>SCB municipality code.</summary>
    public required string Municipality { get; init; }

    /// <summary>The day that counting goes by.</summary>
    public required CubeBasis Basis { get; init; }

    /// <summary>What the value is a value of.</summary>
    public required CubeDimension Dimension { get; init; }

    /// <summary>Whether the cell holds a day or a month.</summary>
    public required CubeGrain Grain { get; init; }

    /// <summary>First day of the grain.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>Area code; "" where the place is not known.</summary>
    public required string Area { get; init; }

    /// <summary>Category code.</summary>
    public required string Category { get; init; }

    /// <summary>Whether the cases were only attempted.</summary>
    public required bool Attempted { get; init; }

    /// <summary>Code of the form, target, goods or victim group; "" where the dimension is the case itself.</summary>
    public required string Value { get; init; }

    /// <summary>Number of cases.</summary>
    public required int Count { get; init; }
}

/// <summary>The day that counting goes by. What comes from a mere selection (polisen.se) is kept apart from both.</summary>
internal enum CubeBasis : byte
{
    Reported,
    Occurred,
    Selection,
}

/// <summary>A case has one place and category, but may have several forms, targets, goods and victim groups.</summary>
internal enum CubeDimension : byte
{
    Cases,
    Form,
    Target,
    Goods,
    VictimGroup,
}

/// <summary>Whole months answer for most of a period, so that its cost does not grow with its length.</summary>
internal enum CubeGrain : byte
{
    Day,
    Month,
}
