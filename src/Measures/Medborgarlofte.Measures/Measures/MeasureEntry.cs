namespace Medborgarlofte.Measures.Measures;

/// <summary>An entry that a party makes on a measure: an activity or an outcome event.</summary>
internal abstract class MeasureEntry : Aggregate
{
    public Guid MeasureId { get; init; }

    public required string Party { get; init; }

    /// <exception cref="ForbiddenException">The caller is neither the party that made the entry, nor coordinator or police.</exception>
    public void RequireCorrection(ClaimsPrincipal caller, string message)
    {
        if (caller.OnlyParty(Roles.Coordinator | Roles.Police) is { } own && own != Party)
        {
            throw new ForbiddenException(message);
        }
    }
}

/// <summary>Access to the entries of a measure.</summary>
internal static class MeasureEntries
{
    /// <summary>The entries that the caller sees: all entries of a measure that its party owns, otherwise its own.</summary>
    public static async Task<IQueryable<T>> VisibleEntriesAsync<T>(
        this MeasuresDbContext db, string municipality, Guid measureId, ClaimsPrincipal caller, CancellationToken cancellationToken)
        where T : MeasureEntry
    {
        await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var measure = await MeasureEndpoints.RequireAsync(municipality, measureId, caller, db, cancellationToken);
        var party = caller.OnlyParty(Roles.Coordinator | Roles.Police | Roles.Steering);
        var entries = db.Set<T>().Where(entry => entry.Municipality == municipality && entry.MeasureId == measureId);
        return party is null || party == measure.OwnerParty ? entries : entries.Where(entry => entry.Party == party);
    }

    /// <exception cref="NotFoundException">The entry does not exist or the caller does not see it.</exception>
    public static async Task<T> RequireEntryAsync<T>(
        this EndpointServices services, string municipality, Guid measureId, Guid entryId, string what)
        where T : MeasureEntry
    {
        var entries = await services.Db.VisibleEntriesAsync<T>(municipality, measureId, services.Http.User, services.Cancellation);
        return await entries.SingleOrDefaultAsync(entry => entry.PublicId == entryId, services.Cancellation)
            ?? throw new NotFoundException(what);
    }
}
