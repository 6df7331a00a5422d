using System.Globalization;
using Medborgarlofte.Contracts.NeighbourhoodWatch;
using Medborgarlofte.Events;
using Medborgarlofte.Http;
using Medborgarlofte.Http.Access;
using Medborgarlofte.Http.Forms;
using Medborgarlofte.NeighbourhoodWatch.Data;
using Medborgarlofte.NeighbourhoodWatch.Groups;
using Medborgarlofte.NeighbourhoodWatch.Members;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Medborgarlofte.ReferenceData;
using Medborgarlofte.Swedish;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.NeighbourhoodWatch.Interests;

/// <summary>What the page shows on which residents tell of their interest.</summary>
/// <param name="Municipality">Code of the municipality.</param>
/// <param name="MunicipalityName">Its name.</param>
/// <param name="Areas">Its areas, by name.</param>
/// <param name="Values">What is filled in.</param>
/// <param name="Errors">What is wrong, in the order of the fields.</param>
/// <param name="IsTold">Whether it is done.</param>
public sealed record InterestModel(
    string Municipality,
    string MunicipalityName,
    IReadOnlyList<(string Code, string Name)> Areas,
    InterestForm Values,
    IReadOnlyList<FieldError> Errors,
    bool IsTold)
{
    /// <summary>What is wrong with a field, or null.</summary>
    public string? ErrorOf(string field) => Errors.FirstOrDefault(error => error.Field == field)?.Message;
}

/// <summary>
/// The page on which residents tell that they want to begin with grannsamverkan, without scripts or cookies. It becomes a group in status
/// interest with the one to reach as its first household, and stays within the module: what a stranger has told is in no event, and so in no
/// public figure, until a coordinator has moved the group on.
/// </summary>
internal static class InterestPages
{
    private static readonly StringComparer Swedish = StringComparer.Create(CultureInfo.GetCultureInfo("sv-SE"), ignoreCase: true);

    public static void Map(IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup(@"/{municipality:regex(^\d{{4}}$)}/grannsamverkan/intresse").AllowEveryone().ExcludeFromDescription();
        pages.MapPage("", FormAsync);
        pages.MapPost("", TellAsync);
    }

    private static async Task<IResult> FormAsync(string municipality, NeighbourhoodWatchDbContext db, CancellationToken cancellationToken) =>
        Show(await db.RequireMunicipalityAsync(municipality, cancellationToken), new InterestForm(), []);

    private static async Task<IResult> TellAsync(
        string municipality, HttpContext http, NeighbourhoodWatchDbContext db, DatabaseWriteLock<NeighbourhoodWatchDbContext> turn, TimeProvider time, CancellationToken cancellationToken)
    {
        var reference = await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var form = InterestForm.From(await SubmittedForm.ReadAsync(http.Request, cancellationToken));
        http.Response.Headers.CacheControl = "no-store";
        if (form.Check(reference) is not [] and var errors)
        {
            return Show(reference, form, errors, StatusCodes.Status400BadRequest);
        }

        await turn.RunAsync(
            async () =>
            {
                if (!await IsKnownAsync(db, municipality, form, cancellationToken))
                {
                    Add(db, reference, form, time.GetUtcNow());
                    await db.SaveChangesAsync(cancellationToken);
                }
            },
            cancellationToken);

        return Show(reference, new InterestForm(), [], StatusCodes.Status202Accepted, isTold: true);
    }

    // Sent twice it is told once; only two replicas at the same moment may both take it. Who sends it hears the same answer: the page tells nobody who has told before.
    private static Task<bool> IsKnownAsync(NeighbourhoodWatchDbContext db, string municipality, InterestForm form, CancellationToken cancellationToken)
    {
        var email = MemberChecks.Kept(form.Email);
        return db.Members.AnyAsync(
            member => member.Municipality == municipality && member.Email == email
                && db.WatchGroups.Any(group => group.PublicId == member.GroupId && group.Area == form.Area && group.Variant == form.Sort && group.Status == WatchGroupStatus.Interest),
            cancellationToken);
    }

    private static void Add(NeighbourhoodWatchDbContext db, MunicipalityReference reference, InterestForm form, DateTimeOffset now)
    {
        var today = reference.DayOf(now);
        var group = new WatchGroup
        {
            PublicId = Guid.CreateVersion7(now),
            Municipality = reference.Municipality.Municipality,
            Name = $"Intresseanmälan för området {reference.Areas[form.Area!].Name}",
            Area = form.Area!,
            Variant = form.Sort!.Value,
            Households = form.HouseholdCount!.Value,
            RegisteredOn = today,
        };
        group.Begin();
        db.Add(group);
        var household = new Member
        {
            PublicId = Guid.CreateVersion7(now),
            Municipality = group.Municipality,
            GroupId = group.PublicId,
            Role = MemberRole.Household,
            TakesPart = true,
            Name = form.Name,
            Email = MemberChecks.Kept(form.Email),
            Phone = form.Phone,
            AddedOn = today,
        };
        household.Consent(today);
        db.Add(household);
    }

    private static Page<InterestPage> Show(
        MunicipalityReference reference, InterestForm form, IReadOnlyList<FieldError> errors, int status = StatusCodes.Status200OK, bool isTold = false) => new(
            new InterestModel(
                reference.Municipality.Municipality,
                reference.Municipality.Name,
                [.. reference.Areas.Values.Select(area => (area.Area, area.Name)).OrderBy(area => area.Name, Swedish)],
                form,
                errors,
                isTold),
            status);
}
