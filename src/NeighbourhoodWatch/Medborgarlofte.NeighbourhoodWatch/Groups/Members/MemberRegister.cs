namespace Medborgarlofte.NeighbourhoodWatch.Groups.Members;

/// <summary>Finds a person among the households and contacts of a municipality's watch groups.</summary>
internal sealed class MemberRegister : IPersonRegister<NeighbourhoodWatchDbContext>
{
    public async Task<IReadOnlyList<RegisterEntry>> FindAsync(
        NeighbourhoodWatchDbContext db, string municipality, DataSubject person, CancellationToken cancellationToken)
    {
        var members =
            from member in db.Members.AsNoTracking()
            join watch in db.WatchGroups.AsNoTracking() on member.GroupId equals watch.PublicId
            where member.Municipality == municipality
                && (member.Name != null || member.Email != null || member.Phone != null || member.Address != null)
            orderby member.Id
            select new { Member = member, Group = watch.Name };
        var found = new List<RegisterEntry>();

        // Compared in memory, which handles å, ä, ö and spaces as people expect; extracts are rare.
        await foreach (var row in members.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (person.Matches(row.Member.Name, row.Member.Email, row.Member.Phone, row.Member.Address))
            {
                person.AddRecipientCode(row.Member.NoticeCode);
                found.Add(ToEntry(row.Member, row.Group));
            }
        }

        return found;
    }

    private static RegisterEntry ToEntry(Member member, string group) => new(
        "Grannsamverkans medlemsregister",
        member.PublicId,
        "För att hålla samman grannsamverkansgruppen. Uppgifterna kommer från hushållet självt eller från gruppens kontaktombud.",
        "Gruppens kontaktombud och den som sköter registret; utanför kommunen och polisen ingen.",
        "Kontaktuppgifterna tills samtycket återkallas, det övriga tills hushållet tas bort, "
            + "eller tills det gallras efter gallringsbeslut.",
        RegisterDatum.Of(
            ("Adress", member.Address),
            ("Namn", member.Name),
            ("E-post", member.Email),
            ("Telefon", member.Phone),
            ("Grupp", group),
            ("Roll", RoleOf(member.Role)),
            ("Är med", YesOrNo(member.TakesPart)),
            ("Infört", Day(member.AddedOn)),
            ("Samtycke lämnat", Day(member.ConsentOn)),
            ("Samtycke återkallat", Day(member.WithdrawnOn)),
            ("Vill bli varnad", member.WarningChannel == WarningChannel.Mail ? "med e-post" : "nej"),
            ("Varnas om", string.Join(", ", member.WarningCategories) is { Length: > 0 } all ? all : IfWarned(member, "alla kategorier")),
            ("Varnas av", member.WarningSender switch
            {
                WarningSender.Police => "bara polisen",
                WarningSender.Municipality => "bara kommunen",
                _ => IfWarned(member, "polis och kommun"),
            }),
            ("Får månadsstatistik", YesOrNo(member.MonthlyStatistics))));

    private static string YesOrNo(bool answer) => answer ? "ja" : "nej";

    private static string RoleOf(MemberRole role) => role switch
    {
        MemberRole.ContactPerson => "kontaktombud",
        MemberRole.MainContactPerson => "huvudkontaktombud",
        MemberRole.PoliceContact => "polisens kontakt",
        MemberRole.MunicipalContact => "kommunens kontakt",
        _ => "hushåll",
    };

    // Defaults are irrelevant to a household that receives no warnings.
    private static string? IfWarned(Member member, string text) => member.WarningChannel == WarningChannel.None ? null : text;

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
