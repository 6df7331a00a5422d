using Medborgarlofte.Measures.Measures;

namespace Medborgarlofte.Measures.Activities;

internal sealed class ActivityConfiguration : AggregateConfiguration<Activity>
{
    protected override void ConfigureAggregate(EntityTypeBuilder<Activity> builder)
    {
        builder.HasIndex(activity => activity.Municipality);
        builder.Property(activity => activity.Party).HasMaxLength(PartyCode.MaxLength);
        builder.Property(activity => activity.ExternalId).HasMaxLength(Activity.ExternalIdLength);
        builder.Property(activity => activity.Area).HasMaxLength(RequestChecks.AreaLength);
        builder.Property(activity => activity.Results).HasJsonConversion();
        builder.HasIndex(activity => new { activity.Municipality, activity.Party, activity.ExternalId }).IsUnique();
        builder.HasIndex(activity => new { activity.MeasureId, activity.On });
        builder.HasOne<Measure>().WithMany()
            .HasForeignKey(activity => activity.MeasureId).HasPrincipalKey(measure => measure.PublicId).OnDelete(DeleteBehavior.Restrict);
    }
}
