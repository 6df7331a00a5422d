namespace Medborgarlofte.Measures.Measures;

internal sealed class MeasureConfiguration : AggregateConfiguration<Measure>
{
    protected override void ConfigureAggregate(EntityTypeBuilder<Measure> builder)
    {
        builder.HasIndex(measure => measure.Municipality);
        builder.Property(measure => measure.Title).HasMaxLength(Measure.TitleLength);
        builder.Property(measure => measure.OwnerParty).HasMaxLength(PartyCode.MaxLength);
        builder.Property(measure => measure.RegisteredBy).HasMaxLength(PartyCode.MaxLength);
        builder.Property(measure => measure.Baseline).HasMaxLength(Measure.LevelLength);
        builder.Property(measure => measure.NewLevel).HasMaxLength(Measure.LevelLength);
        builder.Property(measure => measure.Indicator).HasMaxLength(Measure.IndicatorLength);
        builder.Property(measure => measure.PlannedFrom).HasColumnName("PlannedMonth");
        builder.Ignore(measure => measure.Planned);
        builder.Ignore(measure => measure.Terms);
        builder.Property(measure => measure.EarlierPlans).HasJsonConversion();
        builder.Property(measure => measure.Hindrance).HasJsonConversion();
        builder.OwnsMany(measure => measure.StatusChanges, change =>
        {
            // SQLite generates no value for one column of a composite key, so each row has its own key.
            change.ToTable("MeasureStatusChanges");
            change.HasKey(c => c.Id);
            change.Property(c => c.Party).HasMaxLength(PartyCode.MaxLength);
            change.Property(c => c.Note).HasMaxLength(MeasureStatusChange.NoteLength);
            change.Property(c => c.Hindrance).HasJsonConversion();
        });
    }
}
