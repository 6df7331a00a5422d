using Medborgarlofte.Events;

namespace Medborgarlofte.Privacy;

/// <summary>
/// A place in a module's database where data about persons lies. A module that begins to keep such a place adds one by
/// <see cref="RegisterExtract.AddPersonRegister"/>; with that its rows are in every register extract. Notices are one already, where
/// the module has them.
/// </summary>
/// <typeparam name="TContext">The module's context.</typeparam>
public interface IPersonRegister<in TContext>
    where TContext : ModuleDbContext
{
    /// <summary>Registers are asked in rising order. What is known by a code alone, as a notice that is sent, comes after what knows whose code it is.</summary>
    int Order => 0;

    /// <summary>Everything of the register that belongs to the person, by <see cref="DataSubject.Is"/>.</summary>
    /// <param name="db">The module's database.</param>
    /// <param name="municipality">SCB code: what others keep is not the asking municipality's to hand out.</param>
    /// <param name="person">Who is sought.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    Task<IReadOnlyList<RegisterEntry>> FindAsync(TContext db, string municipality, DataSubject person, CancellationToken cancellationToken);
}

/// <summary>What one register holds about a person, with what the person is to be told of it (GDPR art. 15.1).</summary>
/// <param name="Register">Name of the register, in Swedish.</param>
/// <param name="Id">Public id of what holds the data.</param>
/// <param name="Purpose">Why it is kept and where it comes from, in Swedish.</param>
/// <param name="Recipients">Who gets it, in Swedish.</param>
/// <param name="KeptUntil">How long it is kept, in Swedish.</param>
/// <param name="Data">The data.</param>
public sealed record RegisterEntry(string Register, Guid Id, string Purpose, string Recipients, string KeptUntil, IReadOnlyList<RegisterDatum> Data);

/// <summary>One piece of data about a person.</summary>
/// <param name="Label">What it is, in Swedish.</param>
/// <param name="Value">The data.</param>
public sealed record RegisterDatum(string Label, string Value)
{
    /// <summary>The pieces that there are: those without a value are left out.</summary>
    /// <param name="data">Labels and values.</param>
    public static IReadOnlyList<RegisterDatum> Of(params IEnumerable<(string Label, string? Value)> data) =>
        [.. data.Where(datum => !string.IsNullOrEmpty(datum.Value)).Select(datum => new RegisterDatum(datum.Label, datum.Value!))];
}
