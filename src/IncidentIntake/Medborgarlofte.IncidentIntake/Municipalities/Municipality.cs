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

    /// <summary>Completes a change of the properties: begins the next version and returns its event.</summary>
    public MunicipalityChanged Changed()
    {
        Version++;
        return ToEvent();
    }

    public MunicipalityChanged ToEvent() => new(Code, Version, Name, Population, MeetingRhythm, TimeZone);
}

/// <summary>An area (område) of a municipality.</summary>
internal sealed class Area : Aggregate<AreaChanged>
{
    public const int NameLength = 100;

    public required string Code { get; init; }

    public required string Name { get; set; }

    /// <summary>Polygon as GeoJSON, or null if only the name is known.</summary>
    public string? Polygon { get; set; }

    /// <summary>Whether it is not offered any more. Its name remains, because incidents refer to it.</summary>
    public bool IsRetired { get; set; }

    /// <summary>Day from which it has its name; null if it always had it.</summary>
    public DateOnly? NamedSince { get; set; }

    public IReadOnlyList<EarlierName>? EarlierNames { get; private set; }

    /// <summary>Replaces the properties.</summary>
    /// <param name="name">The name.</param>
    /// <param name="since">Day from which the name applies, if it is a new one.</param>
    /// <param name="polygon">The polygon, or null.</param>
    /// <param name="isRetired">Whether the area is retired.</param>
    public AreaChanged Change(string name, DateOnly since, string? polygon, bool isRetired)
    {
        if (name != Name)
        {
            EarlierNames = NameHistory.Rename(EarlierNames, Name, NamedSince, since);
            (Name, NamedSince) = (name, since);
        }

        Polygon = polygon;
        IsRetired = isRetired;
        return Changed();
    }

    public override AreaChanged ToEvent() => new(Municipality, Code, Version, Name, IsRetired, EarlierNames);
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

    /// <summary>Whether it is not offered any more. Its names remain, because incidents refer to it.</summary>
    public bool IsRetired { get; set; }

    /// <summary>Options that are not offered any more, or null if there are none.</summary>
    public RetiredOptions? RetiredOptions { get; private set; }

    /// <summary>When sources collect its cases, none if empty; null if it is not declared.</summary>
    public IReadOnlyList<CollectedTime>? Collection { get; set; }

    /// <summary>Day from which it and its options have their names; null if they always had them.</summary>
    public DateOnly? NamedSince { get; set; }

    public IReadOnlyList<EarlierCategoryNames>? EarlierNames { get; private set; }

    /// <summary>Replaces the names and the options.</summary>
    /// <param name="names">The names and the offered options; the last day is ignored.</param>
    /// <param name="since">Day from which the names apply, if they are new ones.</param>
    public void Change(EarlierCategoryNames names, DateOnly since)
    {
        var before = NamesUntil(default);
        Name = names.Name;
        Offer(names.Forms, names.Targets, names.Goods);
        if (!AreSame(before, NamesUntil(default)))
        {
            EarlierNames = NameHistory.Rename(EarlierNames, before, NamedSince, since);
            NamedSince = since;
        }
    }

    private EarlierCategoryNames NamesUntil(DateOnly lastDay) => new(
        Name,
        [.. Forms, .. RetiredOptions?.Forms ?? []],
        [.. Targets, .. RetiredOptions?.Targets ?? []],
        [.. Goods, .. RetiredOptions?.Goods ?? []],
        lastDay);

    // A new option is no new name of an earlier one.
    private static bool AreSame(EarlierCategoryNames before, EarlierCategoryNames after) =>
        before.Name == after.Name
        && before.Forms.All(after.Forms.Contains)
        && before.Targets.All(after.Targets.Contains)
        && before.Goods.All(after.Goods.Contains);

    /// <summary>Replaces the options. An option that is left out is retired, because incidents may refer to it.</summary>
    private void Offer(IReadOnlyList<CodeName> forms, IReadOnlyList<CodeName> targets, IReadOnlyList<GoodsName> goods)
    {
        var retired = new RetiredOptions(
            Retire(Forms, RetiredOptions?.Forms, forms, form => form.Code),
            Retire(Targets, RetiredOptions?.Targets, targets, target => target.Code),
            Retire(Goods, RetiredOptions?.Goods, goods, item => item.Code));
        RetiredOptions = retired is { Forms: [], Targets: [], Goods: [] } ? null : retired;
        (Forms, Targets, Goods) = (forms, targets, goods);
    }

    public override CategoryChanged ToEvent() =>
        new(
            Municipality,
            Code,
            Version,
            Kind,
            Name,
            Forms,
            Targets,
            Goods,
            IsRetired,
            RetiredOptions,
            EarlierNames,
            Collection);

    private static IReadOnlyList<T> Retire<T>(
        IReadOnlyList<T> offered, IReadOnlyList<T>? retired, IReadOnlyList<T> now, Func<T, string> codeOf) =>
        [.. offered.Concat(retired ?? []).ExceptBy(now.Select(codeOf), codeOf, StringComparer.Ordinal)];
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
        builder.Property(area => area.EarlierNames).HasJsonConversion();
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
        builder.Property(category => category.RetiredOptions).HasJsonConversion();
        builder.Property(category => category.EarlierNames).HasJsonConversion();
        builder.Property(category => category.Collection).HasJsonConversion();
        builder.HasIndex(category => new { category.Municipality, category.Code }).IsUnique();
    }
}
