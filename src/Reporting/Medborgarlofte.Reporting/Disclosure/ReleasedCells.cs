namespace Medborgarlofte.Reporting.Disclosure;

/// <summary>The counts of a published follow-up. Later releases take them into account, because readers may have kept them.</summary>
internal sealed class ReleasedCells
{
    private const int ReleaseLength = 80;

    public required string Municipality { get; init; }

    /// <summary>Identifies the publication; later ones sort after it.</summary>
    public required string Release { get; init; }

    /// <summary>The counts (<see cref="ReleasedCell"/>) as JSON.</summary>
    public required string Cells { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<ReleasedCells>
    {
        public void Configure(EntityTypeBuilder<ReleasedCells> builder)
        {
            builder.ToTable("ReleasedCells");
            builder.HasKey(released => new { released.Municipality, released.Release });
            builder.Property(released => released.Municipality).HasMaxLength(ReportingDbContext.MunicipalityLength);
            builder.Property(released => released.Release).HasMaxLength(ReleaseLength);
        }
    }
}

/// <summary>The decision about the counts of a table.</summary>
/// <param name="Cells">The counts.</param>
/// <param name="IsSafe">
/// Whether no small count can be computed. Otherwise, earlier releases determine a count as soon as readers learn that others are not 0.
/// </param>
internal sealed record ReleaseDecision(IReadOnlyList<ReleasedCell> Cells, bool IsSafe);

/// <summary>A released count.</summary>
/// <param name="Cell">The count.</param>
/// <param name="Count">Its value when it was released.</param>
/// <param name="IsShown">Whether everyone sees it.</param>
/// <param name="IsListed">Whether it is part of the document.</param>
internal sealed record ReleasedCell(PublicCell Cell, int Count, bool IsShown, bool IsListed);
