namespace Medborgarlofte.NeighbourhoodWatch.Groups;

/// <summary>Registers, lists and changes watch groups.</summary>
internal static class WatchGroupEndpoints
{
    public const string Path = "/watch-groups";

    public static void Map(RouteGroupBuilder municipality)
    {
        municipality.MapPost(Path, RegisterAsync).WithName("registerWatchGroup").RequireRoles(Roles.Coordinator | Roles.Police).WithETag();
        municipality.MapGet(Path, ListAsync)
            .WithName("listWatchGroups").RequireRoles(Roles.Coordinator | Roles.Police | Roles.WatchContact);
        municipality.MapGet(Path + "/{id:guid}", GetAsync)
            .WithName("getWatchGroup").RequireRoles(Roles.Coordinator | Roles.Police | Roles.WatchContact).WithETag();
        municipality.MapPut(Path + "/{id:guid}", ChangeAsync)
            .WithName("changeWatchGroup").RequireRoles(Roles.Coordinator | Roles.Police).WithIfMatch();
    }

    /// <summary>Register a watch group.</summary>
    /// <remarks>
    /// Registers a group of residents that want to start grannsamverkan, in status interest. The start guide shows the remaining steps
    /// until the group is active. The name is not shared outside the module.
    /// </remarks>
    private static async Task<Created<WatchGroupResponse>> RegisterAsync(
        string municipality, WatchGroupRequest request, [AsParameters] WatchServices services)
    {
        var reference = await services.RequireMunicipalityAsync(municipality);
        var now = services.Now;
        var today = reference.DayOf(now);
        Validate(request, reference, today);
        var group = new WatchGroup
        {
            PublicId = Guid.CreateVersion7(now),
            Municipality = municipality,
            Name = request.Name!.Trim(),
            Area = request.Area!,
            Variant = request.Variant!.Value,
            Households = request.Households!.Value,
            HouseholdsInReach = request.HouseholdsInReach,
            RegisteredOn = request.RegisteredOn ?? today,
            Party = request.Party,
        };
        services.Db.Add(group);
        services.Db.Record(group.PublicId, group.Register(), services.Party, now);
        await services.Db.SaveChangesAsync(services.Cancellation);
        return Responses.Created(services.Http, group.PublicId, group.Version, group.ToResponse());
    }

    /// <summary>List the watch groups.</summary>
    /// <remarks>In order of registration. Groups that residents have proposed and that await an answer have status interest.</remarks>
    private static async Task<Ok<PageOf<WatchGroupResponse>>> ListAsync(
        string municipality, string? area, string? status, [AsParameters] Paging paging, [AsParameters] WatchServices services)
    {
        await services.RequireMunicipalityAsync(municipality);
        var wanted = ApiJson.ReadCode<WatchGroupStatus>("status", status);
        var groups = await services.Db.GroupsVisibleTo(services.Caller, municipality).AsNoTracking()
            .Where(group => (area == null || group.Area == area) && (wanted == null || group.Status == wanted))
            .OrderBy(group => group.Id)
            .ToPageAsync(paging, services.Cancellation);
        return TypedResults.Ok(groups.Select(ToResponse));
    }

    /// <summary>Get a watch group.</summary>
    /// <remarks>Area, variant, size and status. The ETag is required to change the group or its status.</remarks>
    private static async Task<Ok<WatchGroupResponse>> GetAsync(string municipality, Guid id, [AsParameters] WatchServices services)
    {
        var group = await services.RequireGroupAsync(municipality, id);
        return Responses.Ok(services.Http, group.Version, group.ToResponse());
    }

    /// <summary>Change a watch group.</summary>
    /// <remarks>Replaces the details. If the group has a household list, the numbers of households are counted from it.</remarks>
    private static async Task<Ok<WatchGroupResponse>> ChangeAsync(
        string municipality, Guid id, WatchGroupRequest request, [AsParameters] WatchServices services)
    {
        var reference = await services.RequireMunicipalityAsync(municipality);
        var group = await services.RequireGroupAsync(municipality, id);
        services.Http.Request.RequireIfMatch(group.Version);
        var today = reference.Today(services.Time);
        Validate(request, reference, today);
        var changed = group.Change(request, await services.Db.CountHouseholdsAsync(group.PublicId, services.Cancellation), today);
        services.Db.Record(group.PublicId, changed, services.Party, services.Now);
        await services.Db.SaveChangedAsync(services.Cancellation);
        return Responses.Ok(services.Http, group.Version, group.ToResponse());
    }

    private static void Validate(WatchGroupRequest request, MunicipalityReference reference, DateOnly today)
    {
        var errors = new RequestErrors();
        errors.CheckText("name", request.Name, WatchGroup.NameLength);
        errors.RequireArea("area", request.Area, reference);
        if (request.Variant is null)
        {
            errors.Add("variant", "variant ska vara neighbourhood, boat eller stairwell.");
        }

        errors.InRange("households", request.Households ?? 0, 1, WatchGroup.MaxHouseholds);
        errors.InRange("householdsInReach", request.HouseholdsInReach, Math.Max(1, request.Households ?? 1), 10 * WatchGroup.MaxHouseholds);
        errors.NotInFuture("registeredOn", request.RegisteredOn, today);
        if (request.Party is not null
            && errors.CheckIdentifier("party", request.Party, PartyCode.MaxLength)
            && !(PartyCode.IsValid(request.Party) && request.Party.StartsWith("watch:", StringComparison.Ordinal)))
        {
            errors.Add("party", "party ska börja med watch:, t.ex. watch:sunda-norra.");
        }

        errors.ThrowIfAny();
    }

    public static WatchGroupResponse ToResponse(this WatchGroup group) => new(
        group.PublicId,
        group.Version,
        group.Name,
        group.Area,
        group.Variant,
        group.Households,
        group.RegisteredOn,
        group.Party,
        group.HouseholdsInReach,
        group.Status,
        group.StatusSince,
        group.StopReason,
        StatusText(group),
        group.TrainedOn,
        group.LastActivityOn);

    private static string StatusText(WatchGroup group)
    {
        var status = group.Status switch
        {
            WatchGroupStatus.Interest => "Intresseanmäld",
            WatchGroupStatus.Forming => "Bildas",
            WatchGroupStatus.Trained => "Utbildad",
            WatchGroupStatus.Active => "Aktiv",
            WatchGroupStatus.Dormant => "Vilande",
            _ => "Avslutad",
        };
        var reason = group.StopReason switch
        {
            WatchStopReason.NoActivity when group.LastActivityOn is { } last => $": ingen verksamhet sedan den {SwedishText.Day(last)}",
            WatchStopReason.NoActivity => ": ingen verksamhet är antecknad",
            WatchStopReason.TooFewHouseholds => ": för få hushåll är med",
            WatchStopReason.NoContactPerson => ": kontaktombud saknas",
            WatchStopReason.Merged => ": gruppen har gått ihop med en annan",
            WatchStopReason.OwnDecision => ": hushållen har bestämt det",
            _ => "",
        };
        return $"{status} sedan den {SwedishText.Day(group.StatusSince)}{reason}.";
    }
}
