namespace Medborgarlofte.Measures.Notices;

internal sealed class PartyContactConfiguration : IEntityTypeConfiguration<PartyContact>
{
    public void Configure(EntityTypeBuilder<PartyContact> builder)
    {
        builder.Property(contact => contact.Municipality).HasMaxLength(4).IsFixedLength().IsUnicode(false);
        builder.Property(contact => contact.Party).HasMaxLength(PartyCode.MaxLength);
        builder.Property(contact => contact.Address).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(contact => contact.Version).IsConcurrencyToken();
        builder.HasIndex(contact => new { contact.Municipality, contact.Party }).IsUnique();
    }
}
