using Medborgarlofte.Events;

namespace Medborgarlofte.Privacy;

/// <summary>
/// A register of personal data in a module's database. The module adds it by <see cref="RegisterExtract.AddPersonRegister"/>, and register
/// extracts then include it. The notices of a module are added with its mail.
/// </summary>
public interface IPersonRegister<in TContext>
    where TContext : ModuleDbContext
{
    /// <summary>
    /// Position in the search order. Registers that know a person only by recipient code come after those that add the codes.
    /// </summary>
    int Order => 0;

    /// <summary>Finds the entries that match the person.</summary>
    Task<IReadOnlyList<RegisterEntry>> FindAsync(TContext db, string municipality, DataSubject person, CancellationToken cancellationToken);
}

/// <summary>An entry of a register about a person, with the information that GDPR art. 15.1 requires.</summary>
/// <param name="Register">Name of the register, in Swedish.</param>
/// <param name="Id">Public id of the stored object.</param>
/// <param name="Purpose">Purpose and source of the data, in Swedish.</param>
/// <param name="Recipients">Recipients of the data, in Swedish.</param>
/// <param name="KeptUntil">Storage period, in Swedish.</param>
/// <param name="Data">The data.</param>
public sealed record RegisterEntry(
    string Register, Guid Id, string Purpose, string Recipients, string KeptUntil, IReadOnlyList<RegisterDatum> Data);

/// <summary>A value of personal data.</summary>
/// <param name="Label">Label, in Swedish.</param>
/// <param name="Value">The value.</param>
public sealed record RegisterDatum(string Label, string Value)
{
    /// <summary>Creates the data, without empty values.</summary>
    public static IReadOnlyList<RegisterDatum> Of(params IEnumerable<(string Label, string? Value)> data) =>
        [.. data.Where(datum => !string.IsNullOrEmpty(datum.Value)).Select(datum => new RegisterDatum(datum.Label, datum.Value!))];
}
