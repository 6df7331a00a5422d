namespace Medborgarlofte.Measures.Promises;

/// <summary>The adoption of a promise.</summary>
/// <param name="On">Day of adoption. Default: today.</param>
public sealed record PromiseAdoptionRequest(DateOnly? On = null);

/// <summary>The withdrawal of a promise.</summary>
/// <param name="Reason">Public reason, at most 500 characters.</param>
/// <param name="On">Day of the withdrawal. Default: today.</param>
public sealed record PromiseWithdrawalRequest(string? Reason, DateOnly? On = null);

/// <summary>Adopting and withdrawing promises, and deleting drafts.</summary>
internal static class PromiseDecisions
{
    private const string One = PromiseEndpoints.Path + "/{id:guid}";

    public static void Map(RouteGroupBuilder municipality)
    {
        municipality.MapPost(One + "/adoption", AdoptAsync).WithName("adoptPromise")
            .RequireRoles(Roles.Coordinator | Roles.Police).WithIfMatch().WithProblems(StatusCodes.Status409Conflict);
        municipality.MapPost(One + "/withdrawal", WithdrawAsync).WithName("withdrawPromise")
            .RequireRoles(Roles.Coordinator | Roles.Police).WithIfMatch().WithProblems(StatusCodes.Status409Conflict);
        municipality.MapDelete(One, DeleteAsync).WithName("deletePromiseDraft")
            .RequireRoles(Roles.Coordinator | Roles.Police).WithIfMatch().WithProblems(StatusCodes.Status409Conflict);
    }

    /// <summary>Adopt a promise.</summary>
    /// <remarks>
    /// Makes a draft public: in pages, follow-ups and mail to subscribers. Only a draft can be adopted (409 with from, to and allowed).
    /// </remarks>
    private static Task<Ok<PromiseResponse>> AdoptAsync(
        string municipality, Guid id, PromiseAdoptionRequest request, [AsParameters] EndpointServices services) =>
        DecideAsync(municipality, id, request.On, (promise, on, _) => promise.Adopt(on), services);

    /// <summary>Withdraw a promise.</summary>
    /// <remarks>
    /// Withdraws an adopted promise. It remains public, marked as withdrawn with the reason, and cannot be changed any more. A draft is
    /// deleted instead (409 with from, to and allowed).
    /// </remarks>
    private static Task<Ok<PromiseResponse>> WithdrawAsync(
        string municipality, Guid id, PromiseWithdrawalRequest request, [AsParameters] EndpointServices services) =>
        DecideAsync(
            municipality,
            id,
            request.On,
            (promise, on, errors) =>
            {
                var reason = errors.Text("reason", request.Reason, Promise.ReasonLength);
                if (on < promise.AdoptedOn)
                {
                    errors.Add("on", $"on får inte ligga före den {promise.AdoptedOn:yyyy-MM-dd}, då löftet antogs.");
                }

                errors.ThrowIfAny();
                return promise.Withdraw(on, reason);
            },
            services);

    private static async Task<Ok<PromiseResponse>> DecideAsync(
        string municipality,
        Guid id,
        DateOnly? on,
        Func<Promise, DateOnly, RequestErrors, PromiseChanged> decide,
        EndpointServices services)
    {
        var (db, time, http, cancellationToken) = services;
        var today = (await db.RequireMunicipalityAsync(municipality, cancellationToken)).Today(time);
        var promise = await db.RequireAsync<Promise>(municipality, id, PromiseEndpoints.What, cancellationToken);
        http.Request.RequireIfMatch(promise.Version);
        var errors = new RequestErrors();
        errors.NotInFuture("on", on, today);
        errors.ThrowIfAny();
        db.Record(promise.PublicId, decide(promise, on ?? today, errors), http.User.Party(), time.GetUtcNow());
        await db.SaveAsync(promise, cancellationToken);
        return Responses.Ok(http, promise.Version, PromiseEndpoints.ToResponse(promise));
    }

    /// <summary>Delete a draft.</summary>
    /// <remarks>
    /// Deletes a draft without trace, together with the problem areas, measures, effects and commitments that belong only to it. An adopted
    /// promise is withdrawn instead. A draft cannot be deleted (409) while another promise follows it, a meeting has decided about one of
    /// its rows, a party has logged work on one of its measures, or a commitment of another promise belongs to one.
    /// </remarks>
    private static async Task<NoContent> DeleteAsync(
        string municipality, Guid id, IDraftRows rows, [AsParameters] EndpointServices services)
    {
        var (db, _, http, cancellationToken) = services;
        await db.RequireMunicipalityAsync(municipality, cancellationToken);
        await db.InTransactionAsync(
            async () =>
            {
                var promise = await db.RequireAsync<Promise>(municipality, id, PromiseEndpoints.What, cancellationToken);
                http.Request.RequireIfMatch(promise.Version);
                if (!promise.IsDraft)
                {
                    throw new ConflictException("Löftet är antaget. Det kan dras tillbaka, men inte tas bort.");
                }

                if (await db.Promises.AnyAsync(other => other.FollowsPromiseId == id, cancellationToken))
                {
                    throw new ConflictException("Ett annat löfte följer på utkastet. Ändra det löftet först.");
                }

                await rows.DeleteAsync(promise, services);
                db.Remove(promise);
                await db.SaveAsync(promise, cancellationToken);
            },
            cancellationToken);
        return TypedResults.NoContent();
    }
}
