using Medborgarlofte.NeighbourhoodWatch.Groups.Members;

namespace Medborgarlofte.NeighbourhoodWatch.Duties;

/// <summary>A duty of a group.</summary>
/// <param name="GroupId">Public id of the group.</param>
/// <param name="Duty">The duty.</param>
/// <param name="DueOn">Due day.</param>
/// <param name="IsOverdue">Whether the due day has passed.</param>
/// <param name="Text">The duty as a Swedish sentence.</param>
public sealed record DutyResponse(Guid GroupId, WatchDuty Duty, DateOnly DueOn, bool IsOverdue, string Text);

/// <summary>A recurring duty of an active group.</summary>
public enum WatchDuty
{
    /// <summary>Hold the yearly meeting of the neighbours.</summary>
    NeighbourMeeting,

    /// <summary>Take part in the yearly gathering of the contact persons.</summary>
    ContactPersonGathering,

    /// <summary>Review the household list, yearly.</summary>
    HouseholdList,

    /// <summary>Greet households that have moved in, within a month.</summary>
    GreetNewcomers,

    /// <summary>Replace damaged signs, within a month.</summary>
    ReplaceSigns,

    /// <summary>Repeat basic training, if the municipality has set an interval.</summary>
    Retraining,
}

/// <summary>Computes when each duty of an active group is due.</summary>
internal static class DutyCalendar
{
    private const int YearlyMonths = 12;
    private const int SoonDays = 30;

    /// <summary>The duties that are overdue or due within 30 days, earliest first.</summary>
    public static async Task<List<DutyResponse>> DueAsync(
        NeighbourhoodWatchDbContext db, List<WatchGroup> groups, string municipality, DateOnly today, CancellationToken cancellationToken)
    {
        var settings = await WatchSettings.FindAsync(db, municipality, cancellationToken);
        var done = (await db.Activities.AsNoTracking()
            .Where(activity => db.WatchGroups.Any(group => group.Municipality == municipality && group.PublicId == activity.GroupId))
            .GroupBy(activity => new { activity.GroupId, activity.Kind })
            .Select(kind => new { kind.Key, Last = kind.Max(activity => activity.On), Count = kind.Sum(activity => activity.Count) })
            .ToListAsync(cancellationToken)).ToDictionary(kind => (kind.Key.GroupId, kind.Key.Kind), kind => (kind.Last, kind.Count));
        var newest = await db.Members.AsNoTracking()
            .Where(member => member.Municipality == municipality && member.Role == MemberRole.Household && member.TakesPart)
            .GroupBy(member => member.GroupId)
            .Select(members => new { members.Key, Last = members.Max(member => member.AddedOn) })
            .ToDictionaryAsync(members => members.Key, members => members.Last, cancellationToken);
        return
        [
            .. groups
                .SelectMany(group => Of(
                    group, settings, kind => done.GetValueOrDefault((group.PublicId, kind)), newest.GetValueOrDefault(group.PublicId)))
                .Where(duty => duty.DueOn <= today.AddDays(SoonDays))
                .Select(duty => new DutyResponse(duty.GroupId, duty.Duty, duty.DueOn, duty.DueOn < today, TextOf(duty.Duty, duty.DueOn)))
                .OrderBy(duty => duty.DueOn)
                .ThenBy(duty => duty.GroupId)
        ];
    }

    private static IEnumerable<(Guid GroupId, WatchDuty Duty, DateOnly DueOn)> Of(
        WatchGroup group, WatchSettings settings, Func<GroupActivityKind, (DateOnly Last, int Count)> done, DateOnly newest)
    {
        yield return Yearly(WatchDuty.NeighbourMeeting, GroupActivityKind.NeighbourMeeting);
        yield return Yearly(WatchDuty.ContactPersonGathering, GroupActivityKind.ContactPersonGathering);
        yield return Yearly(WatchDuty.HouseholdList, GroupActivityKind.HouseholdListReviewed);
        var greeted = done(GroupActivityKind.NewcomersGreeted).Last;
        if (newest > group.StatusSince && newest > greeted)
        {
            yield return (group.PublicId, WatchDuty.GreetNewcomers, newest.AddDays(SoonDays));
        }

        var damaged = done(GroupActivityKind.SignDamaged);
        if (damaged.Count > done(GroupActivityKind.SignReplaced).Count)
        {
            yield return (group.PublicId, WatchDuty.ReplaceSigns, damaged.Last.AddDays(SoonDays));
        }

        if (settings.RetrainingMonths is { } months && group.TrainedOn is { } trained)
        {
            yield return (group.PublicId, WatchDuty.Retraining, trained.AddMonths(months));
        }

        // A duty that was never fulfilled counts from the day on which the group became active.
        (Guid, WatchDuty, DateOnly) Yearly(WatchDuty duty, GroupActivityKind kind)
        {
            var last = done(kind).Last;
            return (group.PublicId, duty, (last == default ? group.StatusSince : last).AddMonths(YearlyMonths));
        }
    }

    private static string TextOf(WatchDuty duty, DateOnly dueOn)
    {
        var what = duty switch
        {
            WatchDuty.NeighbourMeeting => "Håll årets grannmöte",
            WatchDuty.ContactPersonGathering => "Delta i årets ombudsträff",
            WatchDuty.HouseholdList => "Gå igenom hushållslistan",
            WatchDuty.GreetNewcomers => "Hälsa nyinflyttade välkomna",
            WatchDuty.ReplaceSigns => "Byt ut skadade skyltar",
            _ => "Boka en ny grundutbildning",
        };
        return $"{what} senast den {SwedishText.Day(dueOn)}.";
    }
}
