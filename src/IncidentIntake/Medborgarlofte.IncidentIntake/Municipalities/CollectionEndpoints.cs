using Medborgarlofte.Contracts.ReferenceData;

namespace Medborgarlofte.IncidentIntake.Municipalities;

/// <summary>When the cases of a category are collected.</summary>
/// <param name="Sources">
/// The times by source; an empty list means that nobody collects them. Null removes the declaration: then the category is collected from
/// the month of its first case.
/// </param>
public sealed record CollectionRequest(IReadOnlyList<CollectedTimeRequest>? Sources);

/// <summary>A time in which a source collects the cases of a category.</summary>
/// <param name="Source">Code of the reporting party, e.g. police:nykoping, or of an import's source.</param>
/// <param name="From">First day on which cases are collected.</param>
/// <param name="Until">Last day. Default: cases are still collected.</param>
public sealed record CollectedTimeRequest(string? Source, DateOnly? From, DateOnly? Until = null);

/// <summary>When the cases of a category are collected.</summary>
/// <param name="Category">Code of the category.</param>
/// <param name="Sources">The times by source; empty if nobody collects them, null if nothing is declared.</param>
/// <param name="Version">Version of the category, the same as the ETag.</param>
public sealed record CollectionResponse(string Category, IReadOnlyList<CollectedTime>? Sources, int Version);

/// <summary>The collection (insamling) of categories. Outside it, a count is not zero but unknown (uppgift saknas).</summary>
internal static class CollectionEndpoints
{
    private const string Path = "/categories/{code}/collection";
    private const int MaxTimes = 50;

    public static void Map(RouteGroupBuilder municipality)
    {
        municipality.MapGet(Path, GetAsync).WithName("getCollection").AllowEveryone().WithETag();
        municipality.MapPut(Path, ChangeAsync).WithName("changeCollection").RequireRoles(Roles.Coordinator | Roles.Operator).WithIfMatch();
    }

    /// <summary>Read when a category is collected.</summary>
    /// <remarks>
    /// The days from which each source collects the cases of the category. Without a declaration, a category is collected from the month of
    /// its first case, and it is not known whether anybody collects a category without any case.
    /// </remarks>
    private static async Task<Ok<CollectionResponse>> GetAsync(string municipality, string code, [AsParameters] IntakeServices services)
    {
        var category = await CategoryEndpoints.FindAsync(municipality, code, services);
        return Responses.Ok(services.Http, category.Version, ToResponse(category));
    }

    /// <summary>Declare when a category is collected.</summary>
    /// <remarks>
    /// Replaces the times of all sources. Outside them, pictures, follow-ups, agendas and mails state that the figure is missing (uppgift
    /// saknas) instead of zero, and do not compare with it. Published follow-ups do not change.
    /// </remarks>
    private static async Task<Ok<CollectionResponse>> ChangeAsync(
        string municipality, string code, CollectionRequest request, [AsParameters] IntakeServices services)
    {
        var category = await CategoryEndpoints.FindAsync(municipality, code, services);
        services.Http.Request.RequireIfMatch(category.Version);
        var errors = new RequestErrors();
        var times = TimesOf(request.Sources, errors);
        errors.ThrowIfAny();
        category.Collection = times;
        services.Db.Record(category.PublicId, category.Changed(), services.CallerParty, services.Time.GetUtcNow());
        await services.Db.SaveChangedAsync(services.Cancellation);
        return Responses.Ok(services.Http, category.Version, ToResponse(category));
    }

    private static List<CollectedTime>? TimesOf(IReadOnlyList<CollectedTimeRequest>? sources, RequestErrors errors)
    {
        if (sources is null)
        {
            return null;
        }

        if (sources.Count > MaxTimes)
        {
            errors.Add("sources", $"sources får ha högst {MaxTimes} poster, men har {sources.Count}.");
            return null;
        }

        var times = new List<CollectedTime>();
        foreach (var (index, source) in sources.Index())
        {
            var field = $"sources[{index}]";
            if (!PartyCode.IsValid(source?.Source))
            {
                Codes.Check($"{field}.source", source?.Source, errors);
            }

            var from = errors.Required($"{field}.from", source?.From);
            if (source?.Until < from)
            {
                errors.Add($"{field}.until", $"{field}.until får inte ligga före from.");
            }

            var time = new CollectedTime(source?.Source ?? "", from, source?.Until);
            if (times.Exists(other => other.Source == time.Source && Overlap(other, time)))
            {
                errors.Add($"{field}.from", $"{field}: {time.Source} har redan en tid som omfattar samma dagar.");
            }

            times.Add(time);
        }

        return [.. times.OrderBy(time => time.Source, StringComparer.Ordinal).ThenBy(time => time.From)];
    }

    private static bool Overlap(CollectedTime one, CollectedTime other) =>
        one.From <= (other.Until ?? DateOnly.MaxValue) && other.From <= (one.Until ?? DateOnly.MaxValue);

    private static CollectionResponse ToResponse(Category category) => new(category.Code, category.Collection, category.Version);
}
