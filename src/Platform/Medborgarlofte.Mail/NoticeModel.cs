namespace Medborgarlofte.Mail;

/// <summary>The tables of notices in a module's database; the module's migration creates them.</summary>
public static class NoticeModel
{
    private const int StateLength = 20;

    /// <summary>Adds the notices and the mailings to a module's model.</summary>
    public static void AddNotices(this ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Notice>(notice =>
        {
            notice.ToTable("Notices");
            notice.HasKey(n => n.Id);
            notice.Property(n => n.Municipality).HasMaxLength(4).IsFixedLength().IsUnicode(false);
            notice.Property(n => n.Kind).HasMaxLength(Notice.KindLength);
            notice.Property(n => n.Recipient).HasMaxLength(Notice.RecipientLength);
            notice.Property(n => n.Address).HasMaxLength(EmailAddress.MaxLength);
            notice.Property(n => n.Subject).HasMaxLength(Notice.SubjectLength);
            notice.Property(n => n.UnsubscribeLink).HasMaxLength(Notice.LinkLength);
            notice.Property(n => n.State).HasConversion<string>().HasMaxLength(StateLength);
            notice.Property(n => n.Failure).HasMaxLength(Notice.FailureLength);
            notice.HasIndex(n => n.PublicId).IsUnique();
            notice.HasIndex(n => new { n.Reason, n.Recipient }).IsUnique();
            notice.HasIndex(n => n.Municipality);
            notice.HasIndex(n => n.DueAt).HasFilter("[State] = 'Waiting'").HasDatabaseName("IX_Notices_Waiting");
        });
        modelBuilder.Entity<NoticeMailing>(mailing =>
        {
            mailing.ToTable("NoticeMailings");
            mailing.HasKey(m => m.Id);
            mailing.Property(m => m.Municipality).HasMaxLength(4).IsFixedLength().IsUnicode(false);
            mailing.Property(m => m.Kind).HasMaxLength(Notice.KindLength);
            mailing.Property(m => m.Audience).HasMaxLength(NoticeMailing.AudienceLength);
            mailing.Property(m => m.Subject).HasMaxLength(Notice.SubjectLength);

            // Concurrent senders may create the same batch: the second save conflicts on the cursor and is discarded.
            mailing.Property(m => m.Cursor).IsConcurrencyToken();
            mailing.HasIndex(m => new { m.Reason, m.Kind }).IsUnique();
            mailing.HasIndex(m => m.Id).HasFilter("[SpreadAt] IS NULL").HasDatabaseName("IX_NoticeMailings_Unspread");
        });
    }
}
