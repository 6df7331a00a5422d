using Medborgarlofte.Contracts.Measures;

namespace Medborgarlofte.Measures;

/// <summary>A citizen promise (medborgarlöfte): what the police and the municipality want to achieve over a period.</summary>
internal sealed class Promise : Aggregate
{
    public const int TitleLength = 200;
    public const int GoalLength = 1000;

    public required string Title { get; set; }

    public required string Goal { get; set; }

    public DateOnly FirstDay { get; set; }

    public DateOnly LastDay { get; set; }

    public required List<string> Owners { get; set; }

    public bool RestsOnCitizenViews { get; set; }

    public bool RestsOnSituationalPicture { get; set; }

    /// <summary>What the method asks of a promise and this one lacks. It may be kept all the same.</summary>
    public IEnumerable<string> Warnings()
    {
        if (!RestsOnCitizenViews)
        {
            yield return "Löftet utgår inte från medborgarnas åsikter.";
        }

        if (!RestsOnSituationalPicture)
        {
            yield return "Löftet utgår inte från den lokala lägesbilden.";
        }

        if (Owners.Count < 2)
        {
            yield return "Löftet har bara en ägare. Polisen och kommunen brukar äga det tillsammans.";
        }
    }

    public override object ToEvent() => new PromiseChanged(
        PublicId, Version, Municipality, FirstDay, LastDay, Title, Goal, Owners, RestsOnCitizenViews, RestsOnSituationalPicture);
}
