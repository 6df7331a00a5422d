namespace Medborgarlofte.Reporting;

/// <summary>A period of whole calendar days (Europe/Stockholm).</summary>
/// <param name="Code">Its code in the API: 2021-w07, 2021-03, 2021-t1, 2021 or 2021-01-15--2021-02-03.</param>
/// <param name="Name">Its Swedish name in running text, e.g. "första tertialet 2021 (januari–april)".</param>
/// <param name="FirstDay">First day.</param>
/// <param name="LastDay">Last day.</param>
public sealed record Period(string Code, string Name, DateOnly FirstDay, DateOnly LastDay);
