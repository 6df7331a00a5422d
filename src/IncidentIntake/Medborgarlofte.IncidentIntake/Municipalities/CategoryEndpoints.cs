using Medborgarlofte.Contracts.ReferenceData;

namespace Medborgarlofte.IncidentIntake.Municipalities;

/// <summary>A category as a coordinator enters it.</summary>
public sealed record CategoryRequest
{
    /// <summary>Code of the category; in a change the code in the address applies.</summary>
    public string? Code { get; init; }

    /// <summary>Crime, disorder, traffic or perceived unsafety.</summary>
    public CategoryKind? Kind { get; init; }

    /// <summary>Swedish name, e.g. Skadegörelse.</summary>
    public string? Swedish { get; init; }

    /// <summary>English name.</summary>
    public string? English { get; init; }

    /// <summary>Several cases in Swedish text, e.g. "fall av skadegörelse". Default: derived from the name.</summary>
    public string? CasesSwedish { get; init; }

    /// <summary>One case in Swedish text. Default: derived from the name.</summary>
    public string? CaseSwedish { get; init; }

    /// <summary>Attempts in Swedish text, or null if attempts are not distinguished.</summary>
    public string? AttemptsSwedish { get; init; }

    /// <summary>Forms.</summary>
    public IReadOnlyList<CodeName> Forms { get; init; } = [];

    /// <summary>Targets.</summary>
    public IReadOnlyList<CodeName> Targets { get; init; } = [];

    /// <summary>Stolen goods.</summary>
    public IReadOnlyList<GoodsName> Goods { get; init; } = [];

    /// <summary>Whether the category is retired: it keeps its names and incidents, but is not offered any more. Default: false.</summary>
    public bool IsRetired { get; init; }

    /// <summary>
    /// Day from which the category and its options have new names; earlier periods keep the earlier names. Default: today. An earlier day
    /// corrects the names in the periods since then.
    /// </summary>
    public DateOnly? NamedSince { get; init; }
}

/// <summary>A category.</summary>
/// <param name="Code">Code of the category.</param>
/// <param name="Kind">Crime, disorder, traffic or perceived unsafety.</param>
/// <param name="Swedish">Swedish name.</param>
/// <param name="English">English name.</param>
/// <param name="CasesSwedish">Several cases in Swedish text.</param>
/// <param name="CaseSwedish">One case in Swedish text.</param>
/// <param name="AttemptsSwedish">Attempts in Swedish text, or null.</param>
/// <param name="Forms">Forms.</param>
/// <param name="Targets">Targets.</param>
/// <param name="Goods">Stolen goods.</param>
/// <param name="IsRetired">Whether the category is retired and not offered any more.</param>
/// <param name="RetiredOptions">Options that are not offered any more, but that earlier incidents have; or null.</param>
/// <param name="EarlierNames">Its earlier names and those of its options, oldest first.</param>
/// <param name="Version">Version, the same as the ETag.</param>
public sealed record CategoryResponse(
    string Code,
    CategoryKind Kind,
    string Swedish,
    string English,
    string CasesSwedish,
    string CaseSwedish,
    string? AttemptsSwedish,
    IReadOnlyList<CodeName> Forms,
    IReadOnlyList<CodeName> Targets,
    IReadOnlyList<GoodsName> Goods,
    bool IsRetired,
    RetiredOptions? RetiredOptions,
    IReadOnlyList<EarlierCategoryNames> EarlierNames,
    int Version);

/// <summary>The categories of a municipality.</summary>
internal static class CategoryEndpoints
{
    private const int MaxNameLength = 100;
    private const int MaxCodes = 100;

    public static void Map(RouteGroupBuilder municipality)
    {
        municipality.MapGet("/categories", ListAsync).WithName("listCategories").AllowEveryone();
        municipality.MapPost("/categories", CreateAsync).WithName("createCategory").RequireRoles(Roles.Coordinator)
            .WithETag().WithProblems(StatusCodes.Status409Conflict);
        municipality.MapGet("/categories/{code}", GetAsync).WithName("getCategory").AllowEveryone().WithETag();
        municipality.MapPut("/categories/{code}", ChangeAsync).WithName("changeCategory").RequireRoles(Roles.Coordinator).WithIfMatch()
            .WithProblems(StatusCodes.Status409Conflict);
    }

    /// <summary>Create a category.</summary>
    /// <remarks>
    /// Adds a category to a municipality. Codes are permanent, because incidents refer to them. The Swedish name is unique in the
    /// municipality, whatever its case.
    /// </remarks>
    private static async Task<Created<CategoryResponse>> CreateAsync(
        string municipality, CategoryRequest request, [AsParameters] IntakeServices services)
    {
        var now = services.Time.GetUtcNow();
        var today = (await services.Rules.RequireAsync(municipality)).DayOf(now);
        var errors = new RequestErrors();
        Codes.Check("code", request.Code, errors);
        Check(request, today, errors);
        errors.ThrowIfAny();

        Category? category = null;
        await services.Db.InTransactionAsync(
            async () =>
            {
                category = new Category
                {
                    PublicId = Guid.CreateVersion7(now),
                    Municipality = municipality,
                    Code = request.Code!,
                    Kind = request.Kind!.Value,
                    Name = NameOf(request),
                    Forms = request.Forms ?? [],
                    Targets = request.Targets ?? [],
                    Goods = request.Goods ?? [],
                    IsRetired = request.IsRetired,
                    NamedSince = today,
                };
                await services.RequireFreeCategoryNameAsync(municipality, category.Code, category.Name.Swedish);
                services.Db.Categories.Add(category);
                services.Db.Record(category.PublicId, category.ToEvent(), services.CallerParty, now);
                await services.Db.SaveNewAsync($"Kategorin {category.Code} finns redan.", services.Cancellation);
            },
            services.Cancellation);
        services.Rules.Forget(municipality);
        return Responses.Created(services.Http, category!.Code, category.Version, ToResponse(category));
    }

    /// <summary>List the categories of a municipality.</summary>
    /// <remarks>
    /// The categories that reports may have, or the retired ones, ordered by code, each with the forms, targets and goods that a report
    /// may contain. Use them as the options of a report form.
    /// </remarks>
    private static async Task<PageOf<CategoryResponse>> ListAsync(
        string municipality, bool? isRetired, [AsParameters] Paging paging, [AsParameters] IntakeServices services)
    {
        var retired = isRetired ?? false;
        await services.Rules.RequireAsync(municipality);
        var categories = await services.Db.Categories.AsNoTracking()
            .Where(category => category.Municipality == municipality && category.IsRetired == retired)
            .OrderBy(category => category.Code)
            .ToPageAsync(paging, services.Cancellation);
        return categories.Select(ToResponse);
    }

    /// <summary>Read a category.</summary>
    /// <remarks>Names, forms, targets and goods of a category.</remarks>
    private static async Task<Ok<CategoryResponse>> GetAsync(string municipality, string code, [AsParameters] IntakeServices services)
    {
        var category = await FindAsync(municipality, code, services);
        return Responses.Ok(services.Http, category.Version, ToResponse(category));
    }

    /// <summary>Change a category.</summary>
    /// <remarks>
    /// Replaces names, forms, targets and goods, and retires the category or offers it again. An option that is left out is retired:
    /// incidents that have it keep it, and it keeps its name, but new reports cannot have it. The same code in a later change offers it
    /// again. Pages about the periods before a new name keep the earlier names.
    /// </remarks>
    private static async Task<Ok<CategoryResponse>> ChangeAsync(
        string municipality, string code, CategoryRequest request, [AsParameters] IntakeServices services)
    {
        var now = services.Time.GetUtcNow();
        var today = (await services.Rules.RequireAsync(municipality)).DayOf(now);
        Category? category = null;
        await services.Db.InTransactionAsync(
            async () =>
            {
                category = await FindAsync(municipality, code, services);
                services.Http.Request.RequireIfMatch(category.Version);
                var errors = new RequestErrors();
                Codes.CheckUnchanged("code", request.Code, code, errors);
                Check(request, today, errors);
                errors.ThrowIfAny();

                category.Kind = request.Kind!.Value;
                category.IsRetired = request.IsRetired;
                category.Change(
                    new(NameOf(request), request.Forms ?? [], request.Targets ?? [], request.Goods ?? [], default),
                    request.NamedSince ?? today);
                await services.RequireFreeCategoryNameAsync(municipality, code, category.Name.Swedish);
                services.Db.Record(category.PublicId, category.Changed(), services.CallerParty, now);
                await services.Db.SaveChangedAsync(services.Cancellation);
            },
            services.Cancellation);
        services.Rules.Forget(municipality);
        return Responses.Ok(services.Http, category!.Version, ToResponse(category));
    }

    private static void Check(CategoryRequest request, DateOnly today, RequestErrors errors)
    {
        errors.CheckNamedSince(request.NamedSince, today);
        if (request.Kind is null)
        {
            errors.Add("kind", "kind saknas: crime, disorder, traffic eller perceivedUnsafety.");
        }

        errors.CheckText("swedish", request.Swedish, MaxNameLength);
        errors.CheckText("english", request.English, MaxNameLength);
        errors.CheckText("casesSwedish", request.CasesSwedish, MaxNameLength, required: false);
        errors.CheckText("caseSwedish", request.CaseSwedish, MaxNameLength, required: false);
        errors.CheckText("attemptsSwedish", request.AttemptsSwedish, MaxNameLength, required: false);
        CheckCodes("forms", (request.Forms ?? []).Select(form => (form?.Code, form?.Swedish, form?.English)), errors);
        CheckCodes("targets", (request.Targets ?? []).Select(target => (target?.Code, target?.Swedish, target?.English)), errors);
        CheckCodes("goods", (request.Goods ?? []).Select(goods => (goods?.Code, goods?.Swedish, goods?.English)), errors);
        foreach (var (goods, index) in (request.Goods ?? []).Select((goods, index) => (goods, index)))
        {
            errors.CheckText($"goods[{index}].victimGroup", goods?.VictimGroup, Codes.MaxLength, required: false);
        }
    }

    private static void CheckCodes(
        string field, IEnumerable<(string? Code, string? Swedish, string? English)> entries, RequestErrors errors)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var index = 0;
        foreach (var (code, swedish, english) in entries)
        {
            Codes.Check($"{field}[{index}].code", code, errors);
            errors.CheckText($"{field}[{index}].swedish", swedish, MaxNameLength);
            errors.CheckText($"{field}[{index}].english", english, MaxNameLength);
            if (code is not null && !seen.Add(code))
            {
                errors.Add($"{field}[{index}].code", $"Koden {code} finns två gånger.");
            }

            if (!errors.Any && !names.Add(UniqueNames.Clean(swedish!)))
            {
                errors.Add($"{field}[{index}].swedish", $"Namnet {swedish} finns två gånger.");
            }

            index++;
        }

        if (index > MaxCodes)
        {
            errors.Add(field, $"{field} får ha högst {MaxCodes} koder.");
        }
    }

    private static CategoryName NameOf(CategoryRequest request)
    {
        var cases = "fall av " + SwedishText.InSentence(request.Swedish!.Trim());
        return new CategoryName(
            UniqueNames.Clean(request.Swedish),
            request.English!.Trim(),
            TrimOrNull(request.CasesSwedish) ?? cases,
            TrimOrNull(request.CaseSwedish) ?? cases,
            TrimOrNull(request.AttemptsSwedish));
    }

    private static string? TrimOrNull(string? name) => string.IsNullOrWhiteSpace(name) ? null : name.Trim();

    /// <summary>A category of a municipality, tracked for changes.</summary>
    /// <exception cref="NotFoundException">The municipality has no such category (404).</exception>
    public static async Task<Category> FindAsync(string municipality, string code, IntakeServices services) =>
        await services.Db.Categories.SingleOrDefaultAsync(
            category => category.Municipality == municipality && category.Code == code, services.Cancellation)
        ?? throw new NotFoundException($"Kategorin {code}");

    private static CategoryResponse ToResponse(Category category) => new(
        category.Code,
        category.Kind,
        category.Name.Swedish,
        category.Name.English,
        category.Name.CasesSwedish,
        category.Name.CaseSwedish,
        category.Name.AttemptsSwedish,
        category.Forms,
        category.Targets,
        category.Goods,
        category.IsRetired,
        category.RetiredOptions,
        category.EarlierNames ?? [],
        category.Version);
}
