namespace Medborgarlofte.Measures.Subscriptions;

internal sealed class AreaSubscriptionConfiguration : IEntityTypeConfiguration<AreaSubscription>
{
    public void Configure(EntityTypeBuilder<AreaSubscription> builder)
    {
        builder.Property(subscription => subscription.Municipality).HasMaxLength(4).IsFixedLength().IsUnicode(false);
        builder.Property(subscription => subscription.Address).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(subscription => subscription.Token).HasMaxLength(Secret.Length);
        builder.HasIndex(subscription => subscription.Token).IsUnique();
        builder.HasIndex(subscription => new { subscription.Municipality, subscription.Address });
    }
}
