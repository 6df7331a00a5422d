using Medborgarlofte.Contracts.ReferenceData;

namespace Medborgarlofte.IncidentIntake.PartyRegistration;

/// <summary>
/// Enters the municipality and the parties that have reported incidents in the register of a municipality that has none, because it was
/// created before 0.2.0.
/// </summary>
internal sealed class PartyRegistrationJob(
    DatabaseMigration<IncidentIntakeDbContext> database,
    IServiceScopeFactory scopes,
    TimeProvider time,
    ILogger<PartyRegistrationJob> logger)
    : HourlyJob<IncidentIntakeDbContext>(database, scopes, time, logger)
{
    private const string Actor = "party-registration";

    public override async Task RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var db = services.GetRequiredService<IncidentIntakeDbContext>();
        var all = await db.Municipalities.AsNoTracking().ToListAsync(cancellationToken);
        var registered = await db.Parties.Select(party => party.Municipality).Distinct().ToListAsync(cancellationToken);
        foreach (var municipality in all.Where(municipality => !registered.Contains(municipality.Code)))
        {
            await RegisterAsync(municipality, all.ConvertAll(each => each.ToEvent()), services, cancellationToken);
        }
    }

    private async Task RegisterAsync(
        Municipality municipality, List<MunicipalityChanged> all, IServiceProvider services, CancellationToken cancellationToken)
    {
        var db = services.GetRequiredService<IncidentIntakeDbContext>();
        var reporting = await db.Incidents
            .Where(incident => incident.Municipality == municipality.Code)
            .Select(incident => incident.ReportedBy).Distinct().ToListAsync(cancellationToken);
        var now = Time.GetUtcNow();
        var parties = new List<Party> { Party.Of(municipality, now) };
        foreach (var code in reporting.Where(IsOrganisation).Order(StringComparer.Ordinal))
        {
            if (parties.TrueForAll(party => party.Code != code))
            {
                parties.Add(new Party
                {
                    PublicId = Guid.CreateVersion7(now),
                    Municipality = municipality.Code,
                    Code = code,
                    Kind = KindOf(code),
                    Name = FreeName(code, parties, all),
                });
            }
        }

        await services.GetRequiredService<DatabaseWriteLock<IncidentIntakeDbContext>>().RunAsync(
            async () =>
            {
                foreach (var party in parties)
                {
                    db.Parties.Add(party);
                    db.Record(party.PublicId, party.ToEvent(), Actor, now);
                }

                await db.SaveNewAsync("The municipality has a register already.", cancellationToken);
            },
            cancellationToken);
        services.GetRequiredService<MunicipalityRulesCache>().Forget(municipality.Code);
    }

    // Watch groups and the public are no parties.
    private static bool IsOrganisation(string code) =>
        PartyCode.IsValid(code)
        && code.Length <= Codes.MaxLength
        && !code.StartsWith(MunicipalityRules.WatchGroupPrefix, StringComparison.Ordinal)
        && !code.StartsWith("open311:", StringComparison.Ordinal);

    private static PartyKind KindOf(string code) => code[..code.IndexOf(':', StringComparison.Ordinal)] switch
    {
        "police" => PartyKind.Police,
        "municipality" => PartyKind.Municipality,
        "security" => PartyKind.Security,
        "housing" => PartyKind.Housing,
        "school" => PartyKind.School,
        _ => PartyKind.Other,
    };

    // Two companies of one trade would have the same name.
    private static string FreeName(string code, List<Party> parties, List<MunicipalityChanged> all)
    {
        var name = UnregisteredPartyName.Of(code, all);
        return parties.Exists(party => string.Equals(party.Name, name, StringComparison.OrdinalIgnoreCase)) ? code : name;
    }
}
