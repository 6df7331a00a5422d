using Medborgarlofte.Contracts.Measures;

namespace Medborgarlofte.NeighbourhoodWatch.Trainings;

/// <summary>A period without physical trainings, for example during a pandemic.</summary>
internal sealed class Restriction : Aggregate<RestrictionDeclared>
{
    public const int MaxMeasures = 50;

    public required HindranceReason Reason { get; set; }

    public required DateOnly From { get; set; }

    /// <summary>Last day, or null if the end is not known yet.</summary>
    public DateOnly? To { get; set; }

    /// <summary>The measures of the promise that the restriction hinders.</summary>
    public required List<Guid> MeasureIds { get; set; }

    public override RestrictionDeclared ToEvent() => new(PublicId, Version, Municipality, Reason, From, To, MeasureIds);

    /// <summary>Replaces the details.</summary>
    public RestrictionDeclared Change(RestrictionRequest request)
    {
        Reason = request.Reason!.Value;
        From = request.From!.Value;
        To = request.To;
        MeasureIds = [.. (request.MeasureIds ?? []).Distinct()];
        return Changed();
    }

    public bool Covers(DateOnly day) => From <= day && !(To < day);
}

/// <summary>Applies restrictions to trainings.</summary>
internal static class TrainingRestrictions
{
    /// <summary>Checks that no restriction prevents a training. Restrictions never affect digital trainings.</summary>
    /// <exception cref="ProblemException">A restriction applies on the day (409).</exception>
    public static async Task RequireUnrestrictedAsync(
        this WatchServices services, MunicipalityReference reference, TrainingForm form, DateTimeOffset startsAt)
    {
        var day = reference.DayOf(startsAt);
        if (form != TrainingForm.Digital
            && await services.Db.Restrictions.AnyAsync(
                restriction => restriction.Municipality == reference.Municipality.Municipality
                    && restriction.From <= day && (restriction.To == null || restriction.To >= day),
                services.Cancellation))
        {
            throw new ProblemException(
                StatusCodes.Status409Conflict,
                "training-restricted",
                "Restriktioner hindrar utbildningen",
                $"Den {day:yyyy-MM-dd} gäller restriktioner: då kan ingen fysisk utbildning hållas. "
                    + "Håll den digitalt (form digital) eller välj en annan dag.")
            {
                Members = { ["proposedForm"] = ApiJson.CodeOf(TrainingForm.Digital) },
            };
        }
    }
}

internal sealed class RestrictionConfiguration : AggregateConfiguration<Restriction>
{
    protected override void ConfigureAggregate(EntityTypeBuilder<Restriction> builder) =>
        builder.HasIndex(restriction => new { restriction.Municipality, restriction.From });
}
