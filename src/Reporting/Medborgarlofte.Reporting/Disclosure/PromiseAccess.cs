namespace Medborgarlofte.Reporting.Disclosure;

/// <summary>What a caller may read: those who work with the promise read every count, every period and unpublished follow-ups.</summary>
internal static class PromiseAccess
{
    private const Roles Owners = Roles.Coordinator | Roles.Police | Roles.Steering;

    /// <summary>Whether a caller works with the municipality's promise.</summary>
    public static bool WorksWithPromise(this ClaimsPrincipal caller, string municipality) =>
        caller.IsAnyOf(Owners) && caller.WorksIn(municipality);

    /// <summary>
    /// Parses the period in a route. Weeks and days require work with the promise, because two overlapping ranges reveal the counts of a
    /// single day.
    /// </summary>
    /// <exception cref="ForbiddenException">The caller may not read the period (403).</exception>
    public static Period RequirePeriod(this ClaimsPrincipal caller, string municipality, string code)
    {
        var period = Period.Parse(code);
        return period.IsMonthOrLonger() || caller.WorksWithPromise(municipality)
            ? period
            : throw new ForbiddenException(
                "Månader, tertial och år är öppna för alla. Veckor och dagar ser bara de som arbetar med löftet.");
    }
}
