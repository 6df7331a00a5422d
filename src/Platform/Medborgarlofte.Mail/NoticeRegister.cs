using Medborgarlofte.Privacy;

namespace Medborgarlofte.Mail;

/// <summary>
/// Finds the notices to a person: waiting ones by address, the others by the recipient codes from the module's registers.
/// </summary>
internal sealed class NoticeRegister<TContext> : IPersonRegister<TContext>
    where TContext : ModuleDbContext
{
    public int Order => 1;

    public async Task<IReadOnlyList<RegisterEntry>> FindAsync(
        TContext db, string municipality, DataSubject person, CancellationToken cancellationToken)
    {
        var codes = person.RecipientCodes.ToArray();
        var notices = await db.Set<Notice>().AsNoTracking()
            .Where(notice => notice.Municipality == municipality && (notice.Address != null || codes.Contains(notice.Recipient)))
            .OrderBy(notice => notice.Id)
            .ToListAsync(cancellationToken);
        return [.. notices.Where(notice => codes.Contains(notice.Recipient) || person.Matches(email: notice.Address)).Select(ToEntry)];
    }

    private static RegisterEntry ToEntry(Notice notice) => new(
        "Utskick",
        notice.PublicId,
        "För att skicka det som mottagaren ska få veta, en gång.",
        "E-postservern som skickar; i övrigt ingen.",
        "Adress och text tills utskicket har gått eller tagits tillbaka, det övriga tills det gallras efter gallringsbeslut.",
        RegisterDatum.Of(
            ("Adress", notice.Address),
            ("Mottagarens kod", notice.Recipient),
            ("Ämne", notice.Subject),
            ("Text", notice.Text),
            ("Beslutat", Time(notice.CreatedAt)),
            ("Läge", StateOf(notice.State)),
            ("Avslutat", Time(notice.EndedAt))));

    private static string StateOf(NoticeState state) => state switch
    {
        NoticeState.Waiting => "väntar på att skickas",
        NoticeState.Sent => "skickat",
        NoticeState.Failed => "gick inte att skicka",
        _ => "stoppat",
    };

    private static string? Time(DateTimeOffset? time) => time?.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
