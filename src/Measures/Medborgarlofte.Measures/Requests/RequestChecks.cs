using Medborgarlofte.Screening;

namespace Medborgarlofte.Measures.Requests;

/// <summary>Checks that several requests share. Each reports errors and returns a value to continue with.</summary>
internal static class RequestChecks
{
    public const int MaxItems = 50;
    public const int AreaLength = 64;
    public const int OfficeLength = 200;

    public static string Text(this RequestErrors errors, string field, string? text, int maxLength)
    {
        errors.CheckText(field, text, maxLength);
        return text?.Trim() ?? "";
    }

    /// <summary>Optional free text.</summary>
    public static string? OptionalText(this RequestErrors errors, string field, string? text, int maxLength)
    {
        errors.CheckText(field, text, maxLength, required: false);
        return string.IsNullOrWhiteSpace(text) ? null : text.Trim();
    }

    /// <summary>A party in the register.</summary>
    /// <param name="errors">Receives the errors.</param>
    /// <param name="field">Name of the field.</param>
    /// <param name="party">Code of the party.</param>
    /// <param name="reference">The municipality with its register.</param>
    /// <param name="kept">Parties that may remain, although they are retired or older than the register.</param>
    public static string Party(
        this RequestErrors errors, string field, string? party, MunicipalityReference reference, params IEnumerable<string> kept)
    {
        if (errors.CheckIdentifier(field, party, PartyCode.MaxLength) && ComplaintAbout(party!, reference, kept) is { } complaint)
        {
            errors.Add(field, $"{field}: {complaint}");
        }

        return party ?? "";
    }

    /// <summary>Parties in the register.</summary>
    /// <param name="errors">Receives the errors.</param>
    /// <param name="field">Name of the field.</param>
    /// <param name="parties">Codes of the parties.</param>
    /// <param name="reference">The municipality with its register.</param>
    /// <param name="kept">Parties that may remain, although they are retired or older than the register.</param>
    public static List<string> Parties(
        this RequestErrors errors,
        string field,
        IReadOnlyList<string>? parties,
        MunicipalityReference reference,
        params IEnumerable<string> kept) => errors.Items(
        field,
        parties,
        party => FreeTextScreening.FindInIdentifier(party) is [] && ComplaintAbout(party, reference, kept) is null,
        party => ComplaintAbout(party, reference, kept) ?? NoParty(party));

    public static List<string> Codes<T>(
        this RequestErrors errors, string field, IReadOnlyList<string>? codes, IReadOnlyDictionary<string, T> known) =>
        errors.Items(field, codes, known.ContainsKey, code => $"{code} finns inte i kommunen.");

    /// <summary>Optional code of an area.</summary>
    public static string? OptionalArea(this RequestErrors errors, string? area, MunicipalityReference reference)
    {
        if (errors.CheckIdentifier("area", area, AreaLength, required: false) && area is not null && !reference.Areas.ContainsKey(area))
        {
            errors.Add("area", $"area: {area} finns inte i kommunen.");
        }

        return string.IsNullOrWhiteSpace(area) ? null : area;
    }

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

    /// <summary>The ids that exist among the candidates.</summary>
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

    private static string? ComplaintAbout(string party, MunicipalityReference reference, IEnumerable<string> kept)
    {
        if (!PartyCode.IsValid(party))
        {
            return NoParty(party);
        }

        return reference.Parties.GetValueOrDefault(party) switch
        {
            _ when kept.Contains(party, StringComparer.Ordinal) => null,
            null => $"{party} finns inte i kommunens register över parter.",
            { IsRetired: true } => $"{party} har utgått ur kommunens register över parter.",
            _ => null,
        };
    }

    private static string NoParty(string? party) =>
        $"{party} är ingen part. Ange slag och namn, t.ex. police:nykoping eller municipality:0481.";
}
