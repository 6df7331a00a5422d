using Medborgarlofte.NeighbourhoodWatch.Groups.Members;

namespace Medborgarlofte.NeighbourhoodWatch.StartGuides;

/// <summary>A condition that a group must meet before it may put up signs.</summary>
public enum GuideStep
{
    /// <summary>The group has chosen contact persons (kontaktombud).</summary>
    ContactPersons,

    /// <summary>Enough households take part.</summary>
    Households,

    /// <summary>The group has attended basic training.</summary>
    BasicTraining,

    /// <summary>The police have named a contact.</summary>
    PoliceContact,

    /// <summary>The group had an activity within a year.</summary>
    RunningActivity,
}

/// <summary>Who is responsible for a step.</summary>
public enum GuideActor
{
    /// <summary>The residents.</summary>
    Residents,

    /// <summary>The contact persons.</summary>
    ContactPersons,

    /// <summary>The police.</summary>
    Police,
}

/// <summary>Evaluates the conditions that a group must meet before it may put up signs.</summary>
internal static class StartGuide
{
    /// <summary>The neighbour meeting is yearly, so an activity counts as running for a year.</summary>
    private const int ActivityMonths = 12;

    /// <summary>The steps that a group must complete before status trained.</summary>
    public static GuideStep[] ForTrained { get; } = [GuideStep.ContactPersons, GuideStep.BasicTraining];

    /// <summary>Who is responsible for a step.</summary>
    public static GuideActor ActorOf(GuideStep step) => step switch
    {
        GuideStep.ContactPersons or GuideStep.Households => GuideActor.Residents,
        GuideStep.RunningActivity => GuideActor.ContactPersons,
        _ => GuideActor.Police,
    };

    /// <summary>Evaluates the steps for a group.</summary>
    public static IReadOnlyList<GuideStepResponse> For(
        WatchGroup group, IReadOnlyDictionary<MemberRole, int> roles, WatchSettings settings, DateOnly today) =>
    [
        ContactPersons(group, roles, settings),
        Households(group, settings),
        Training(group, settings, today),
        Step(
            GuideStep.PoliceContact,
            roles.GetValueOrDefault(MemberRole.PoliceContact) > 0,
            "En kontaktperson hos polisen är utsedd.",
            "Polisen utser en kontaktperson."),
        Step(
            GuideStep.RunningActivity,
            group.LastActivityOn > today.AddMonths(-ActivityMonths),
            $"Verksamheten är igång, senast den {Day(group.LastActivityOn)}.",
            "Ha ett grannmöte eller gör något annat tillsammans, och anteckna det."),
    ];

    private static GuideStepResponse ContactPersons(WatchGroup group, IReadOnlyDictionary<MemberRole, int> roles, WatchSettings settings)
    {
        var chosen = roles.GetValueOrDefault(MemberRole.ContactPerson) + roles.GetValueOrDefault(MemberRole.MainContactPerson);
        var needed = settings.HouseholdsPerContactPerson is { } most ? Math.Max(1, (group.Households + most - 1) / most) : 1;
        return Step(
            GuideStep.ContactPersons,
            chosen >= needed,
            $"{chosen} kontaktombud {(chosen == 1 ? "är valt" : "är valda")}.",
            $"{chosen} av {needed} kontaktombud {(chosen == 1 ? "är valt" : "är valda")}. Välj fler bland grannarna.");
    }

    private static GuideStepResponse Households(WatchGroup group, WatchSettings settings)
    {
        var count = $"{group.Households} hushåll är med";
        if (settings.MinimumSharePercent is not { } least)
        {
            var unlimited = count + "; kommunen har inte satt någon gräns.";
            return Step(GuideStep.Households, group.Households > 0, unlimited, "Samla hushåll som vill vara med.");
        }

        if (group.HouseholdsInReach is not { } all)
        {
            var missing = $"{count}. Ange hur många hushåll som finns där ni bor: minst {least} procent ska vara med.";
            return Step(GuideStep.Households, isDone: false, "", missing);
        }

        return Step(
            GuideStep.Households,
            group.Households * 100L >= least * (long)all,
            $"{count} av {all}, minst {least} procent.",
            $"{count} av {all}. Minst {least} procent ska vara med.");
    }

    private static GuideStepResponse Training(WatchGroup group, WatchSettings settings, DateOnly today) => Step(
        GuideStep.BasicTraining,
        group.TrainedOn is { } trained && !(settings.RetrainingMonths is { } months && trained.AddMonths(months) < today),
        $"Grundutbildningen hölls den {Day(group.TrainedOn)}.",
        group.TrainedOn is null
            ? "Boka en grundutbildning hos polisen."
            : $"Grundutbildningen hölls den {Day(group.TrainedOn)}. "
                + $"Utbildningen ska göras om efter {settings.RetrainingMonths} månader: boka en ny hos polisen.");

    private static GuideStepResponse Step(GuideStep step, bool isDone, string done, string remaining) =>
        new(step, isDone, ActorOf(step), isDone ? done : remaining);

    private static string Day(DateOnly? day) => day is { } known ? SwedishText.Day(known) : "";
}
