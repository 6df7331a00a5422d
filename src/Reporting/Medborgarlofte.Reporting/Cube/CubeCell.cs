namespace Medborgarlofte.Reporting.Cube;

/// <summary>The number of cases with the same day or month, place, category and value.</summary>
internal sealed class CubeCell
{
    public required string Municipality { get; init; }
    public required CubeBasis Basis { get; init; }
    public required CubeDimension Dimension { get; init; }
    public required CubeGrain Grain { get; init; }

    /// <summary>First day of the grain.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>Area code; "" for an unknown place.</summary>
    public required string Area { get; init; }

    public required string Category { get; init; }
    public required bool Attempted { get; init; }

    /// <summary>Code of the form, target, goods or victim group; "" in the dimension of cases.</summary>
    public required string Value { get; init; }

    public required int Count { get; init; }
}

internal sealed class CubeCellConfiguration : IEntityTypeConfiguration<CubeCell>
{
    public void Configure(EntityTypeBuilder<CubeCell> builder)
    {
        builder.ToTable("CubeCell");

        // A query reads all dimensions of some days, so the day precedes the dimension: one key serves queries and updates.
        builder.HasKey(cell => new
        {
            cell.Municipality,
            cell.Basis,
            cell.Grain,
            cell.Day,
            cell.Dimension,
            cell.Area,
            cell.Category,
            cell.Attempted,
            cell.Value,
        });
        builder.Property(cell => cell.Municipality).HasMaxLength(ReportingDbContext.MunicipalityLength);
        builder.Property(cell => cell.Area).HasMaxLength(ReportingDbContext.CodeLength);
        builder.Property(cell => cell.Category).HasMaxLength(ReportingDbContext.CodeLength);
        builder.Property(cell => cell.Value).HasMaxLength(ReportingDbContext.CodeLength);
    }
}

/// <summary>
/// The day that cases are counted by. Cases from sources with only a selection of events (polisen.se) have a basis of their own.
/// </summary>
internal enum CubeBasis : byte
{
    Reported,
    Occurred,
    Selection,
}

/// <summary>The properties of which a case may have several values, and the case itself.</summary>
internal enum CubeDimension : byte
{
    Cases,
    Form,
    Target,
    Goods,
    VictimGroup,
}

/// <summary>The time that a cell covers. Months keep the cost of a query independent of the length of its period.</summary>
internal enum CubeGrain : byte
{
    Day,
    Month,
}
