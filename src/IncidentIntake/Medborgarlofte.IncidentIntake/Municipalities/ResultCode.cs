using Medborgarlofte.Contracts.ReferenceData;

namespace Medborgarlofte.IncidentIntake.Municipalities;

/// <summary>
/// A code of results of activities that a municipality has added, or a standard code that it has changed. An unchanged standard code is
/// not stored.
/// </summary>
internal sealed class ResultCode : Aggregate<ResultCodeChanged>
{
    public required string Code { get; init; }

    /// <summary>Swedish singular.</summary>
    public required string Swedish { get; set; }

    public required string SwedishPlural { get; set; }

    public required string English { get; set; }

    /// <summary>Whether it is not offered any more. Its names remain, because activities refer to it.</summary>
    public bool IsRetired { get; set; }

    /// <summary>An unchanged standard code, as version 1, or null if a code is not a standard one.</summary>
    public static ResultCode? Standard(string code, string municipality, DateTimeOffset now) =>
        StandardResultCodes.Find(code, municipality) is { } standard
            ? new ResultCode
            {
                PublicId = Guid.CreateVersion7(now),
                Municipality = municipality,
                Code = code,
                Swedish = standard.Swedish,
                SwedishPlural = standard.SwedishPlural,
                English = standard.English,
            }
            : null;

    public override ResultCodeChanged ToEvent() => new(Municipality, Code, Version, Swedish, SwedishPlural, English, IsRetired);
}

internal sealed class ResultCodeConfiguration : AggregateConfiguration<ResultCode>
{
    protected override void ConfigureAggregate(EntityTypeBuilder<ResultCode> builder)
    {
        builder.Property(code => code.Code).HasMaxLength(Codes.MaxLength);
        builder.Property(code => code.Swedish).HasMaxLength(ResultCodeEndpoints.MaxNameLength);
        builder.Property(code => code.SwedishPlural).HasMaxLength(ResultCodeEndpoints.MaxNameLength);
        builder.Property(code => code.English).HasMaxLength(ResultCodeEndpoints.MaxNameLength);
        builder.HasIndex(code => new { code.Municipality, code.Code }).IsUnique();
    }
}
