using Medborgarlofte.Contracts.ReferenceData;

namespace Medborgarlofte.IncidentIntake.Municipalities;

/// <summary>A code of results of activities as a coordinator enters it.</summary>
/// <param name="Code">The code; in a change the code in the address applies.</param>
/// <param name="Swedish">Swedish singular as written inside a sentence, e.g. "misstänkt drograttfylleri".</param>
/// <param name="SwedishPlural">Swedish plural as written after a number, e.g. "misstänkta drograttfyllerier".</param>
/// <param name="English">English name.</param>
/// <param name="IsRetired">Whether it is retired: it keeps its names, but is not offered any more. Default: false.</param>
public sealed record ResultCodeRequest(
    string? Code, string? Swedish, string? SwedishPlural, string? English, bool IsRetired = false);

/// <summary>A code of results of activities.</summary>
/// <param name="Code">The code.</param>
/// <param name="Swedish">Swedish singular.</param>
/// <param name="SwedishPlural">Swedish plural.</param>
/// <param name="English">English name.</param>
/// <param name="IsRetired">Whether it is retired and not offered any more.</param>
/// <param name="Version">Version, the same as the ETag.</param>
public sealed record ResultCodeResponse(
    string Code, string Swedish, string SwedishPlural, string English, bool IsRetired, int Version);

/// <summary>The codes of results of activities in a municipality: the standard codes and those that it has added.</summary>
internal static class ResultCodeEndpoints
{
    public const int MaxNameLength = 100;

    private const int MaxCodes = 200;

    public static void Map(RouteGroupBuilder municipality)
    {
        municipality.MapGet("/result-codes", ListAsync).WithName("listResultCodes").AllowEveryone();
        municipality.MapPost("/result-codes", CreateAsync).WithName("createResultCode").RequireRoles(Roles.Coordinator)
            .WithETag().WithProblems(StatusCodes.Status409Conflict);
        municipality.MapGet("/result-codes/{code}", GetAsync).WithName("getResultCode").AllowEveryone().WithETag();
        municipality.MapPut("/result-codes/{code}", ChangeAsync).WithName("changeResultCode").RequireRoles(Roles.Coordinator)
            .WithIfMatch().WithProblems(StatusCodes.Status409Conflict);
    }

    /// <summary>Add a result code.</summary>
    /// <remarks>
    /// Adds a code of results of activities to a municipality, beside the standard codes. Codes are permanent, because activities refer to
    /// them. The Swedish names are unique in the municipality, whatever their case.
    /// </remarks>
    private static async Task<Created<ResultCodeResponse>> CreateAsync(
        string municipality, ResultCodeRequest request, [AsParameters] IntakeServices services)
    {
        await services.Rules.RequireAsync(municipality);
        var errors = new RequestErrors();
        Codes.Check("code", request.Code, errors);
        Check(request, errors);
        errors.ThrowIfAny();

        var now = services.Time.GetUtcNow();
        ResultCode? code = null;
        await services.Db.InTransactionAsync(
            async () =>
            {
                var known = await RequireFreeNamesAsync(municipality, request.Code!, request, services);
                if (known.ContainsKey(request.Code!))
                {
                    throw new ConflictException($"Resultatkoden {request.Code} finns redan.");
                }

                if (known.Count >= MaxCodes)
                {
                    throw new ConflictException($"En kommun får ha högst {MaxCodes} resultatkoder.");
                }

                code = new ResultCode
                {
                    PublicId = Guid.CreateVersion7(now),
                    Municipality = municipality,
                    Code = request.Code!,
                    Swedish = "",
                    SwedishPlural = "",
                    English = "",
                };
                Apply(request, code);
                services.Db.ResultCodes.Add(code);
                services.Db.Record(code.PublicId, code.ToEvent(), services.CallerParty, now);
                await services.Db.SaveNewAsync($"Resultatkoden {code.Code} finns redan.", services.Cancellation);
            },
            services.Cancellation);
        return Responses.Created(services.Http, code!.Code, code.Version, ToResponse(code.ToEvent()));
    }

    /// <summary>List the result codes of a municipality.</summary>
    /// <remarks>The codes that results of activities may have, or the retired ones: the standard codes first.</remarks>
    private static async Task<PageOf<ResultCodeResponse>> ListAsync(
        string municipality, bool? isRetired, [AsParameters] Paging paging, [AsParameters] IntakeServices services)
    {
        paging.Check();
        await services.Rules.RequireAsync(municipality);
        var codes = (await AllAsync(municipality, services)).Values.Where(code => code.IsRetired == (isRetired ?? false)).ToList();
        return new PageOf<ResultCodeResponse>(
            [.. codes.Skip(paging.Skip).Take(paging.Size).Select(ToResponse)], paging.Number, paging.Size, codes.Count);
    }

    /// <summary>Read a result code.</summary>
    /// <remarks>Names of a code of results of activities.</remarks>
    private static async Task<Ok<ResultCodeResponse>> GetAsync(
        string municipality, string code, [AsParameters] IntakeServices services)
    {
        var found = (await FindAsync(municipality, code, services)).Code.ToEvent();
        return Responses.Ok(services.Http, found.Version, ToResponse(found));
    }

    /// <summary>Change a result code.</summary>
    /// <remarks>Replaces the names, and retires the code or offers it again. Activities that have a retired code keep it.</remarks>
    private static async Task<Ok<ResultCodeResponse>> ChangeAsync(
        string municipality, string code, ResultCodeRequest request, [AsParameters] IntakeServices services)
    {
        ResultCode? changed = null;
        await services.Db.InTransactionAsync(
            async () =>
            {
                (changed, var isStored) = await FindAsync(municipality, code, services);
                services.Http.Request.RequireIfMatch(changed.Version);
                var errors = new RequestErrors();
                Codes.CheckUnchanged("code", request.Code, code, errors);
                Check(request, errors);
                errors.ThrowIfAny();
                await RequireFreeNamesAsync(municipality, code, request, services);
                Apply(request, changed);
                var changedEvent = changed.Changed();
                if (!isStored)
                {
                    services.Db.ResultCodes.Add(changed);
                }

                services.Db.Record(changed.PublicId, changedEvent, services.CallerParty, services.Time.GetUtcNow());
                await services.Db.SaveChangedAsync(services.Cancellation);
            },
            services.Cancellation);
        return Responses.Ok(services.Http, changed!.Version, ToResponse(changed.ToEvent()));
    }

    private static void Check(ResultCodeRequest request, RequestErrors errors)
    {
        errors.CheckText("swedish", request.Swedish, MaxNameLength);
        errors.CheckText("swedishPlural", request.SwedishPlural, MaxNameLength);
        errors.CheckText("english", request.English, MaxNameLength);
    }

    private static void Apply(ResultCodeRequest request, ResultCode code)
    {
        code.Swedish = UniqueNames.Clean(request.Swedish!);
        code.SwedishPlural = UniqueNames.Clean(request.SwedishPlural!);
        code.English = request.English!.Trim();
        code.IsRetired = request.IsRetired;
    }

    // Files refer to results by name, in the singular or the plural.
    private static async Task<IReadOnlyDictionary<string, ResultCodeChanged>> RequireFreeNamesAsync(
        string municipality, string code, ResultCodeRequest request, IntakeServices services)
    {
        await services.LockAsync(municipality);
        var known = await AllAsync(municipality, services);
        var taken = known.Values.FirstOrDefault(other => other.ResultCode != code
            && new[] { other.Swedish, other.SwedishPlural }.Any(name =>
                UniqueNames.AreEqual(name, request.Swedish!) || UniqueNames.AreEqual(name, request.SwedishPlural!)));
        return taken is null
            ? known
            : throw new ConflictException(
                $"Resultatkoden {taken.ResultCode} heter redan {taken.Swedish}. Två resultatkoder kan inte ha samma namn.");
    }

    private static async Task<IReadOnlyDictionary<string, ResultCodeChanged>> AllAsync(string municipality, IntakeServices services)
    {
        var own = await services.Db.ResultCodes.AsNoTracking()
            .Where(code => code.Municipality == municipality)
            .ToListAsync(services.Cancellation);
        return StandardResultCodes.With(own.Select(code => code.ToEvent()), municipality);
    }

    private static async Task<(ResultCode Code, bool IsStored)> FindAsync(string municipality, string code, IntakeServices services)
    {
        await services.Rules.RequireAsync(municipality);
        var stored = await services.Db.ResultCodes.SingleOrDefaultAsync(
            found => found.Municipality == municipality && found.Code == code, services.Cancellation);
        return stored is not null
            ? (stored, true)
            : (ResultCode.Standard(code, municipality, services.Time.GetUtcNow()) ?? throw new NotFoundException($"Resultatkoden {code}"),
                false);
    }

    private static ResultCodeResponse ToResponse(ResultCodeChanged code) =>
        new(code.ResultCode, code.Swedish, code.SwedishPlural, code.English, code.IsRetired, code.Version);
}
