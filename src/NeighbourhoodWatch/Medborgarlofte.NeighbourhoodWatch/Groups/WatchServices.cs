using Microsoft.AspNetCore.Mvc;

namespace Medborgarlofte.NeighbourhoodWatch.Groups;

/// <summary>The services that most handlers of the module need.</summary>
/// <param name="Db">The module's database.</param>
/// <param name="Time">The clock.</param>
/// <param name="Http">The request and its response.</param>
/// <param name="Cancellation">Cancels the work when the caller disconnects.</param>
internal sealed record WatchServices(
    [FromServices] NeighbourhoodWatchDbContext Db, [FromServices] TimeProvider Time, HttpContext Http, CancellationToken Cancellation)
{
    public ClaimsPrincipal Caller => Http.User;

    public string Party => Caller.Party();

    public DateTimeOffset Now => Time.GetUtcNow();

    /// <exception cref="NotFoundException">The municipality does not exist.</exception>
    public Task<MunicipalityReference> RequireMunicipalityAsync(string municipality) =>
        Db.RequireMunicipalityAsync(municipality, Cancellation);

    /// <exception cref="NotFoundException">The municipality has no aggregate with the id.</exception>
    public async Task<T> RequireAsync<T>(string municipality, Guid id, string name)
        where T : Aggregate => await FindAsync<T>(municipality, id) ?? throw new NotFoundException(name);

    public Task<T?> FindAsync<T>(string municipality, Guid id)
        where T : Aggregate =>
        Db.Set<T>().SingleOrDefaultAsync(aggregate => aggregate.Municipality == municipality && aggregate.PublicId == id, Cancellation);

    /// <summary>Runs a change of an aggregate's children in a transaction that first locks the aggregate.</summary>
    public Task InLockAsync<T>(string municipality, Guid id, Func<Task> change)
        where T : Aggregate =>
        Db.InTransactionAsync(
            Db.Set<T>().Where(aggregate => aggregate.Municipality == municipality && aggregate.PublicId == id), change, Cancellation);

    /// <exception cref="NotFoundException">The group does not exist, or the caller may not see it.</exception>
    public Task<WatchGroup> RequireGroupAsync(string municipality, Guid id) => Db.RequireGroupAsync(Caller, municipality, id, Cancellation);
}
