using Medborgarlofte.Http;
using Medborgarlofte.Screening;
using Medborgarlofte.Swedish;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.Measures.Features;

/// <summary>Checks that several requests share. Each notes what is wrong and returns a value to go on with.</summary>
internal static class RequestChecks
{
    public const int MaxItems = 50;

    public static string Text(this RequestErrors errors, string field, string? text, int maxLength)
    {
        errors.CheckText(field, text, maxLength);
        return text?.Trim() ?? "";
    }

    public static string Party(this RequestErrors errors, string field, string? party)
    {
        if (errors.CheckIdentifier(field, party, PartyCode.MaxLength) && !PartyCode.IsValid(party))
        {
            errors.Add(field, $"{field}: {NoParty(party)}");
        }

        return party ?? "";
    }

    public static List<string> Parties(this RequestErrors errors, string field, IReadOnlyList<string>? parties) =>
        errors.Items(field, parties, party => PartyCode.IsValid(party) && FreeTextScreening.FindInIdentifier(party) is [], NoParty);

    public static List<string> Codes<T>(
        this RequestErrors errors, string field, IReadOnlyList<string>? codes, IReadOnlyDictionary<string, T> known) =>
        errors.Items(field, codes, known.ContainsKey, code => $"{code} finns inte i kommunen.");

    public static List<T> Items<T>(
        this RequestErrors errors, string field, IReadOnlyList<T>? items, Func<T, bool> isRight, Func<T, string> complaint)
    {
        items ??= [];
        if (items.Count > MaxItems)
        {
            errors.Add(field, $"{field} får ha högst {MaxItems} poster, men har {items.Count}.");
            return [];
        }

        for (var i = 0; i < items.Count; i++)
        {
            if (items[i] is null)
            {
                errors.Add($"{field}[{i}]", $"{field}[{i}] saknas.");
            }
            else if (!isRight(items[i]))
            {
                errors.Add($"{field}[{i}]", $"{field}[{i}]: {complaint(items[i])}");
            }
        }

        return [.. items.Distinct()];
    }

    public static void NotEmpty<T>(this RequestErrors errors, string field, IReadOnlyList<T>? items, string message)
    {
        if (items is null or [])
        {
            errors.Add(field, message);
        }
    }

    public static void InOrder(this RequestErrors errors, string firstField, DateOnly? first, string lastField, DateOnly? last)
    {
        if (last < first)
        {
            errors.Add(lastField, $"{lastField} får inte ligga före {firstField}.");
        }
    }

    /// <summary>Which of the ids exist among the candidates.</summary>
    public static async Task<HashSet<Guid>> ExistingAsync<T>(
        this IQueryable<T> candidates, IReadOnlyList<Guid>? ids, CancellationToken cancellationToken)
        where T : Aggregate
    {
        var asked = (ids ?? []).Take(MaxItems).ToList();
        return await candidates
            .Where(candidate => asked.Contains(candidate.PublicId))
            .Select(candidate => candidate.PublicId)
            .ToHashSetAsync(cancellationToken);
    }

    private static string NoParty(string? party) => $"{party} är ingen part. Ange slag och namn, t.ex. police:nykoping eller municipality:0481.";
}
