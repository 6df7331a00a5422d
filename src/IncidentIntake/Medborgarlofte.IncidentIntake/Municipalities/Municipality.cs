using Medborgarlofte.Contracts.ReferenceData;

namespace Medborgarlofte.IncidentIntake.Municipalities;

/// <summary>A municipality (kommun) that works with citizen promises in this installation.</summary>
internal sealed class Municipality
{
    public const int NameLength = 100;

    public long Id { get; init; }

    public required Guid PublicId { get; init; }

    /// <summary>SCB code, four digits.</summary>
    public required string Code { get; init; }

    public required string Name { get; set; }

    public int? Population { get; set; }

    public MeetingRhythm MeetingRhythm { get; set; }

    public required string TimeZone { get; set; }

    /// <summary>Boundary as GeoJSON, or null if unknown.</summary>
    public string? Boundary { get; set; }

    /// <summary>Whether anyone may report without an account.</summary>
    public bool TakesPublicReports { get; set; } = true;

    public int Version { get; private set; } = 1;

    public MunicipalityChanged BeginNextVersion()
    {
        Version++;
        return Changed();
    }

    public MunicipalityChanged Changed() => new(Code, Version, Name, Population, MeetingRhythm, TimeZone);
}

/// <summary>An area (område) of a municipality.</summary>
internal sealed class Area : Aggregate<AreaChanged>
{
    public const int NameLength = 100;

    public required string Code { get; init; }

    public required string Name { get; set; }

    /// <summary>Polygon as GeoJSON, or null if only the name is known.</summary>
    public string? Polygon { get; set; }

    public AreaChanged Change(string name, string? polygon)
    {
        Name = name;
        Polygon = polygon;
        return Changed();
    }

    public override AreaChanged ToEvent() => new(Municipality, Code, Version, Name);
}

/// <summary>A category of incidents in a municipality, with its forms, targets and stolen goods.</summary>
internal sealed class Category : Aggregate<CategoryChanged>
{
    public required string Code { get; init; }

    public CategoryKind Kind { get; set; }

    public required CategoryName Name { get; set; }

    public required IReadOnlyList<CodeName> Forms { get; set; }

    public required IReadOnlyList<CodeName> Targets { get; set; }

    public required IReadOnlyList<GoodsName> Goods { get; set; }

    public CategoryChanged Change(
        CategoryKind kind,
        CategoryName name,
        IReadOnlyList<CodeName> forms,
        IReadOnlyList<CodeName> targets,
        IReadOnlyList<GoodsName> goods)
    {
        Kind = kind;
        Name = name;
        Forms = forms;
        Targets = targets;
        Goods = goods;
        return Changed();
    }

    public override CategoryChanged ToEvent() => new(Municipality, Code, Version, Kind, Name, Forms, Targets, Goods);
}

internal sealed class MunicipalityConfiguration : IEntityTypeConfiguration<Municipality>
{
    public void Configure(EntityTypeBuilder<Municipality> builder)
    {
        builder.Property(municipality => municipality.Code).HasMaxLength(4);
        builder.Property(municipality => municipality.Name).HasMaxLength(Municipality.NameLength);
        builder.Property(municipality => municipality.TimeZone).HasMaxLength(64);
        builder.Property(municipality => municipality.MeetingRhythm).HasConversion<string>().HasMaxLength(20);
        builder.Property(municipality => municipality.Version).IsConcurrencyToken();
        builder.HasIndex(municipality => municipality.Code).IsUnique();
    }
}

internal sealed class AreaConfiguration : AggregateConfiguration<Area>
{
    protected override void ConfigureAggregate(EntityTypeBuilder<Area> builder)
    {
        builder.Property(area => area.Code).HasMaxLength(Codes.MaxLength);
        builder.Property(area => area.Name).HasMaxLength(Area.NameLength);
        builder.HasIndex(area => new { area.Municipality, area.Code }).IsUnique();
    }
}

internal sealed class CategoryConfiguration : AggregateConfiguration<Category>
{
    protected override void ConfigureAggregate(EntityTypeBuilder<Category> builder)
    {
        builder.Property(category => category.Code).HasMaxLength(Codes.MaxLength);
        builder.Property(category => category.Kind).HasConversion<string>().HasMaxLength(20);
        builder.Property(category => category.Name).HasJsonConversion();
        builder.Property(category => category.Forms).HasJsonConversion();
        builder.Property(category => category.Targets).HasJsonConversion();
        builder.Property(category => category.Goods).HasJsonConversion();
        builder.HasIndex(category => new { category.Municipality, category.Code }).IsUnique();
    }
}
