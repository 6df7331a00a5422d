using Medborgarlofte.Contracts.ReferenceData;
using Medborgarlofte.Events;
using Medborgarlofte.Http;
using Medborgarlofte.Http.Access;
using Medborgarlofte.IncidentIntake.Data;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Medborgarlofte.Swedish;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.IncidentIntake.Municipalities;

/// <summary>A category as a coordinator enters it.</summary>
public sealed record CategoryRequest
{
    /// <summary>Code of the category; given by the address in a change.</summary>
    public string? Code { get; init; }

    /// <summary>Crime, disorder, traffic or perceived unsafety.</summary>
    public CategoryKind? Kind { get; init; }

    /// <summary>Swedish name, e.g. Skadegörelse.</summary>
    public string? Swedish { get; init; }

    /// <summary>English name.</summary>
    public string? English { get; init; }

    /// <summary>What many cases are called, e.g. "fall av skadegörelse"; made from the name unless told.</summary>
    public string? CasesSwedish { get; init; }

    /// <summary>What one case is called; made from the name unless told.</summary>
    public string? CaseSwedish { get; init; }

    /// <summary>What attempts are called; null where attempts are not told apart.</summary>
    public string? AttemptsSwedish { get; init; }

    /// <summary>Forms.</summary>
    public IReadOnlyList<CodeName> Forms { get; init; } = [];

    /// <summary>Targets.</summary>
    public IReadOnlyList<CodeName> Targets { get; init; } = [];

    /// <summary>Stolen goods.</summary>
    public IReadOnlyList<GoodsName> Goods { get; init; } = [];
}

/// <summary>A category as it is shown.</summary>
/// <param name="Code">Code of the category.</param>
/// <param name="Kind">Crime, disorder, traffic or perceived unsafety.</param>
/// <param name="Swedish">Swedish name.</param>
/// <param name="English">English name.</param>
/// <param name="CasesSwedish">What many cases are called.</param>
/// <param name="CaseSwedish">What one case is called.</param>
/// <param name="AttemptsSwedish">What attempts are called, or null.</param>
/// <param name="Forms">Forms.</param>
/// <param name="Targets">Targets.</param>
/// <param name="Goods">Stolen goods.</param>
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
    int Version);

/// <summary>The categories of a municipality.</summary>
internal static class CategoryEndpoints
{
    private const int MaxNameLength = 100;
    private const int MaxCodes = 100;

    public static void Map(RouteGroupBuilder municipality)
    {
        municipality.MapGet("/categories", ListAsync).WithName("listCategories").AllowEveryone();
        municipality.MapPost("/categories", CreateAsync).WithName("createCategory").RequireRoles(Roles.Coordinator).WithETag().WithProblems(StatusCodes.Status409Conflict);
        municipality.MapGet("/categories/{code}", GetAsync).WithName("getCategory").AllowEveryone().WithETag();
        municipality.MapPut("/categories/{code}", ChangeAsync).WithName("changeCategory").RequireRoles(Roles.Coordinator).WithIfMatch();
    }

    /// <summary>Create a category.</summary>
    /// <remarks>Adds a category of its own to a municipality. Codes are permanent, since incidents point to them.</remarks>
    private static async Task<Created<CategoryResponse>> CreateAsync(
        string municipality,
        CategoryRequest request,
        IncidentIntakeDbContext db,
        MunicipalityRulesCache rules,
        TimeProvider time,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        await rules.RequireAsync(municipality);
        var errors = new RequestErrors();
        Codes.Check("code", request.Code, errors);
        Check(request, errors);
        errors.ThrowIfAny();

        var now = time.GetUtcNow();
        var category = new Category
        {
            PublicId = Guid.CreateVersion7(now),
            Municipality = municipality,
            Code = request.Code!,
            Kind = request.Kind!.Value,
            Name = NameOf(request),
            Forms = request.Forms ?? [],
            Targets = request.Targets ?? [],
            Goods = request.Goods ?? [],
        };
        db.Categories.Add(category);
        db.Record(category.PublicId, category.Changed(), http.User.Party(), now);
        await db.SaveNewAsync($"Kategorin {category.Code} finns redan.", cancellationToken);
        rules.Forget(municipality);
        http.Response.SetETag(category.Version);
        return TypedResults.Created($"/api/v1/municipalities/{municipality}/categories/{category.Code}", Show(category));
    }

    /// <summary>List the categories of a municipality.</summary>
    /// <remarks>
    /// The categories by code, each with the forms, targets and goods that a report may name. Use it to build the choices of a
    /// report form.
    /// </remarks>
    private static async Task<PageOf<CategoryResponse>> ListAsync(
        string municipality, int? page, int? limit, IncidentIntakeDbContext db, MunicipalityRulesCache rules, CancellationToken cancellationToken)
    {
        await rules.RequireAsync(municipality);
        var categories = await db.Categories.AsNoTracking()
            .Where(category => category.Municipality == municipality)
            .OrderBy(category => category.Code)
            .ToPageAsync(new Paging(page, limit), cancellationToken);
        return categories.Select(Show);
    }

    /// <summary>Read a category.</summary>
    /// <remarks>Names, forms, targets and goods of a category.</remarks>
    private static async Task<Ok<CategoryResponse>> GetAsync(
        string municipality, string code, IncidentIntakeDbContext db, HttpResponse response, CancellationToken cancellationToken)
    {
        var category = await FindAsync(municipality, code, db, cancellationToken);
        response.SetETag(category.Version);
        return TypedResults.Ok(Show(category));
    }

    /// <summary>Change a category.</summary>
    /// <remarks>Replaces names, forms, targets and goods. Incidents that name a removed code keep it.</remarks>
    private static async Task<Ok<CategoryResponse>> ChangeAsync(
        string municipality,
        string code,
        CategoryRequest request,
        IncidentIntakeDbContext db,
        MunicipalityRulesCache rules,
        TimeProvider time,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        var category = await FindAsync(municipality, code, db, cancellationToken);
        http.Request.RequireIfMatch(category.Version);
        var errors = new RequestErrors();
        Codes.CheckUnchanged("code", request.Code, code, errors);
        Check(request, errors);
        errors.ThrowIfAny();

        category.Kind = request.Kind!.Value;
        category.Name = NameOf(request);
        category.Forms = request.Forms ?? [];
        category.Targets = request.Targets ?? [];
        category.Goods = request.Goods ?? [];
        category.Version++;
        db.Record(category.PublicId, category.Changed(), http.User.Party(), time.GetUtcNow());
        await db.SaveChangedAsync(cancellationToken);
        rules.Forget(municipality);
        http.Response.SetETag(category.Version);
        return TypedResults.Ok(Show(category));
    }

    private static void Check(CategoryRequest request, RequestErrors errors)
    {
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

    private static void CheckCodes(string field, IEnumerable<(string? Code, string? Swedish, string? English)> entries, RequestErrors errors)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
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

            index++;
        }

        if (index > MaxCodes)
        {
            errors.Add(field, $"{field} får ha högst {MaxCodes} koder.");
        }
    }

    private static CategoryName NameOf(CategoryRequest request)
    {
        var cases = "fall av " + InSentence(request.Swedish!.Trim());
        return new CategoryName(
            request.Swedish.Trim(), request.English!.Trim(), Told(request.CasesSwedish) ?? cases, Told(request.CaseSwedish) ?? cases, Told(request.AttemptsSwedish));
    }

    private static string? Told(string? name) => string.IsNullOrWhiteSpace(name) ? null : name.Trim();

    // Skadegörelse → skadegörelse; an abbreviation keeps its letters (EPA-traktor).
    private static string InSentence(string name) =>
        name.Length > 1 && char.IsUpper(name[1]) ? name : char.ToLower(name[0], Swedish) + name[1..];

    private static System.Globalization.CultureInfo Swedish { get; } = System.Globalization.CultureInfo.GetCultureInfo("sv-SE");

    private static async Task<Category> FindAsync(
        string municipality, string code, IncidentIntakeDbContext db, CancellationToken cancellationToken) =>
        await db.Categories.SingleOrDefaultAsync(category => category.Municipality == municipality && category.Code == code, cancellationToken)
        ?? throw new NotFoundException($"Kategorin {code}");

    private static CategoryResponse Show(Category category) => new(
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
        category.Version);
}
