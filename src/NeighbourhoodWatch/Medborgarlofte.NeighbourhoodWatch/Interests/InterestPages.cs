using Medborgarlofte.Http.Forms;
using Medborgarlofte.NeighbourhoodWatch.Groups.Members;

namespace Medborgarlofte.NeighbourhoodWatch.Interests;

/// <summary>Model of the page on which residents express their interest.</summary>
/// <param name="Municipality">Code of the municipality.</param>
/// <param name="MunicipalityName">Its name.</param>
/// <param name="Areas">Its areas, by name.</param>
/// <param name="Values">Entered values.</param>
/// <param name="Errors">Errors, in the order of the fields.</param>
/// <param name="IsSubmitted">Whether the form was submitted successfully.</param>
public sealed record InterestModel(
    string Municipality,
    string MunicipalityName,
    IReadOnlyList<(string Code, string Name)> Areas,
    InterestForm Values,
    IReadOnlyList<FieldError> Errors,
    bool IsSubmitted)
{
    /// <summary>The error of a field, or null.</summary>
    public string? ErrorOf(string field) => Errors.FirstOrDefault(error => error.Field == field)?.Message;
}

/// <summary>
/// The page on which residents express their interest in grannsamverkan, without scripts or cookies. A submission becomes a group in status
/// interest with the contact as its first household. It stays within the module, without events and so without effect on public figures,
/// until a coordinator changes the group's status.
/// </summary>
internal static class InterestPages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup(@"/{municipality:regex(^\d{{4}}$)}/grannsamverkan/intresse").AllowEveryone().ExcludeFromDescription();
        pages.MapPage("", GetAsync);
        pages.MapPost("", SubmitAsync);
    }

    private static async Task<IResult> GetAsync(string municipality, NeighbourhoodWatchDbContext db, CancellationToken cancellationToken) =>
        ToPage(await db.RequireMunicipalityAsync(municipality, cancellationToken), new InterestForm(), []);

    private static async Task<IResult> SubmitAsync(
        string municipality, [AsParameters] WatchServices services, DatabaseWriteLock<NeighbourhoodWatchDbContext> writeLock)
    {
        var reference = await services.RequireMunicipalityAsync(municipality);
        var form = InterestForm.From(await SubmittedForm.ReadAsync(services.Http.Request, services.Cancellation));
        services.Http.Response.Headers.CacheControl = "no-store";
        if (form.Validate(reference) is not [] and var errors)
        {
            return ToPage(reference, form, errors, StatusCodes.Status400BadRequest);
        }

        await writeLock.RunAsync(
            async () =>
            {
                if (!await IsKnownAsync(services, municipality, form))
                {
                    Add(services.Db, reference, form, services.Now);
                    await services.Db.SaveChangesAsync(services.Cancellation);
                }
            },
            services.Cancellation);

        return ToPage(reference, new InterestForm(), [], StatusCodes.Status202Accepted, isSubmitted: true);
    }

    // A repeated submission is stored once, except if two replicas receive it at the same moment. The response is identical, so the page
    // does not reveal earlier submissions.
    private static Task<bool> IsKnownAsync(WatchServices services, string municipality, InterestForm form)
    {
        var email = MemberValidator.NormalizedEmail(form.Email);
        var known =
            from member in services.Db.Members
            join watch in services.Db.WatchGroups on member.GroupId equals watch.PublicId
            where member.Municipality == municipality && member.Email == email
            where watch.Area == form.Area && watch.Variant == form.KnownVariant && watch.Status == WatchGroupStatus.Interest
            select member.Id;
        return known.AnyAsync(services.Cancellation);
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
            Variant = form.KnownVariant!.Value,
            Households = form.HouseholdCount!.Value,
            RegisteredOn = today,
        };

        // The event is deliberately not recorded.
        group.Register();
        db.Add(group);
        var household = new Member
        {
            PublicId = Guid.CreateVersion7(now),
            Municipality = group.Municipality,
            GroupId = group.PublicId,
            Role = MemberRole.Household,
            TakesPart = true,
            Name = form.Name,
            Email = MemberValidator.NormalizedEmail(form.Email),
            Phone = form.Phone,
            AddedOn = today,
        };
        household.Consent(today);
        db.Add(household);
    }

    private static Page<InterestPage> ToPage(
        MunicipalityReference reference,
        InterestForm form,
        IReadOnlyList<FieldError> errors,
        int status = StatusCodes.Status200OK,
        bool isSubmitted = false)
    {
        var areas = reference.OfferedAreas.Values.Select(area => (area.Area, area.Name)).OrderBy(area => area.Name, SwedishText.Alphabet);
        var (code, name) = (reference.Municipality.Municipality, reference.Municipality.Name);
        return new Page<InterestPage>(new InterestModel(code, name, [.. areas], form, errors, isSubmitted), status);
    }
}
