using System.Globalization;
using Medborgarlofte.NeighbourhoodWatch.Members;
using Medborgarlofte.NeighbourhoodWatch.Settings;

namespace Medborgarlofte.NeighbourhoodWatch.Groups;

/// <summary>A condition that a group meets before its signs may go up.</summary>
public enum GuideStep
{
    /// <summary>Contact persons (kontaktombud) are chosen.</summary>
    ContactPersons,

    /// <summary>Enough households take part.</summary>
    Households,

    /// <summary>Basic training has been held.</summary>
    BasicTraining,

    /// <summary>A police contact is named.</summary>
    PoliceContact,

    /// <summary>Something is being done.</summary>
    RunningActivity,
}

/// <summary>Who sees to a step.</summary>
public enum GuideActor
{
    /// <summary>The residents.</summary>
    Residents,

    /// <summary>The contact persons.</summary>
    ContactPersons,

    /// <summary>The police.</summary>
    Police,
}

/// <summary>The conditions for signs: which of them a group meets, and who sees to the rest.</summary>
internal static class StartGuide
{
    /// <summary>An activity is running where one was within a year: the neighbour meeting is yearly.</summary>
    private const int ActivityMonths = 12;

    /// <summary>The steps that a group must have taken before it is trained.</summary>
    public static GuideStep[] ForTrained { get; } = [GuideStep.ContactPersons, GuideStep.BasicTraining];

    /// <summary>Who sees to a step.</summary>
    public static GuideActor ActorOf(GuideStep step) => step switch
    {
        GuideStep.ContactPersons or GuideStep.Households => GuideActor.Residents,
        GuideStep.RunningActivity => GuideActor.ContactPersons,
        _ => GuideActor.Police,
    };

    /// <summary>The steps of a group.</summary>
    /// <param name="group">The group.</param>
    /// <param name="roles">How many members hold each role.</param>
    /// <param name="settings">The municipality's settings.</param>
    /// <param name="today">Today in the municipality.</param>
    public static IReadOnlyList<GuideStepResponse> For(
        WatchGroup group, IReadOnlyDictionary<MemberRole, int> roles, WatchSettings settings, DateOnly today) =>
    [
        ContactPersons(group, roles, settings),
        Households(group, settings),
        Training(group, settings, today),
        Step(GuideStep.PoliceContact, roles.GetValueOrDefault(MemberRole.PoliceContact) > 0, "En kontaktperson hos polisen är utsedd.", "Polisen utser en kontaktperson."),
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
        var told = $"{group.Households} hushåll är med";
        if (settings.MinimumSharePercent is not { } least)
        {
            return Step(GuideStep.Households, group.Households > 0, told + "; kommunen har inte satt någon gräns.", "Samla hushåll som vill vara med.");
        }

        if (group.HouseholdsInReach is not { } all)
        {
            return Step(GuideStep.Households, isDone: false, "", $"{told}. Ange hur många hushåll som finns där ni bor: minst {least} procent ska vara med.");
        }

        return Step(
            GuideStep.Households,
            group.Households * 100L >= least * (long)all,
            $"{told} av {all}, minst {least} procent.",
            $"{told} av {all}. Minst {least} procent ska vara med.");
    }

    private static GuideStepResponse Training(WatchGroup group, WatchSettings settings, DateOnly today) => Step(
        GuideStep.BasicTraining,
        group.TrainedOn is { } trained && !(settings.RetrainingMonths is { } months && trained.AddMonths(months) < today),
        $"Grundutbildningen hölls den {Day(group.TrainedOn)}.",
        group.TrainedOn is null
            ? "Boka en grundutbildning hos polisen."
            : $"Grundutbildningen hölls den {Day(group.TrainedOn)}. Utbildningen ska göras om efter {settings.RetrainingMonths} månader: boka en ny hos polisen.");

    private static GuideStepResponse Step(GuideStep step, bool isDone, string done, string left) => new(step, isDone, ActorOf(step), isDone ? done : left);

    private static string Day(DateOnly? day) => day?.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo("sv-SE")) ?? "";
}
