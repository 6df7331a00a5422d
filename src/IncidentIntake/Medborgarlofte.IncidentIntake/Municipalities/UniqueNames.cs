namespace Medborgarlofte.IncidentIntake.Municipalities;

/// <summary>Areas, categories and parties have unique names in their municipality, because files refer to them by name.</summary>
internal static class UniqueNames
{
    /// <summary>A name as it is stored: trimmed and composed (NFC), so that equal names have equal characters.</summary>
    public static string Clean(string name) => name.Trim().Normalize();

    /// <summary>Codes by name, without names that several codes have.</summary>
    public static Dictionary<string, string> CodesByName(IEnumerable<(string Code, string Name)> entries) => entries
        .GroupBy(entry => Clean(entry.Name), entry => entry.Code, StringComparer.OrdinalIgnoreCase)
        .Where(codes => codes.Distinct(StringComparer.Ordinal).Count() == 1)
        .ToDictionary(codes => codes.Key, codes => codes.First(), StringComparer.OrdinalIgnoreCase);

    /// <summary>Requires that no other area of the municipality has a name. Call it in a transaction.</summary>
    /// <exception cref="ConflictException">Another area has the name (409).</exception>
    public static async Task RequireFreeAreaNameAsync(this IntakeServices services, string municipality, string code, string name)
    {
        await services.LockAsync(municipality);
        var others = await services.Db.Areas.AsNoTracking()
            .Where(area => area.Municipality == municipality && area.Code != code)
            .Select(area => new { area.Code, area.Name })
            .ToListAsync(services.Cancellation);
        if (others.Find(other => AreEqual(other.Name, name)) is { } other)
        {
            throw new ConflictException($"Området {other.Code} heter redan {other.Name}. Två områden kan inte ha samma namn.");
        }
    }

    /// <summary>Requires that no other category of the municipality has a Swedish name. Call it in a transaction.</summary>
    /// <exception cref="ConflictException">Another category has the name (409).</exception>
    public static async Task RequireFreeCategoryNameAsync(this IntakeServices services, string municipality, string code, string name)
    {
        await services.LockAsync(municipality);
        var others = await services.Db.Categories.AsNoTracking()
            .Where(category => category.Municipality == municipality && category.Code != code)
            .Select(category => new { category.Code, category.Name })
            .ToListAsync(services.Cancellation);
        if (others.Find(other => AreEqual(other.Name.Swedish, name)) is { } other)
        {
            throw new ConflictException($"Kategorin {other.Code} heter redan {other.Name.Swedish}. Två kategorier kan inte ha samma namn.");
        }
    }

    /// <summary>Requires that no other party of the municipality has a name. Call it in a transaction.</summary>
    /// <exception cref="ConflictException">Another party has the name (409).</exception>
    public static async Task RequireFreePartyNameAsync(this IntakeServices services, string municipality, string code, string name)
    {
        await LockAsync(services, municipality);
        var others = await services.Db.Parties.AsNoTracking()
            .Where(party => party.Municipality == municipality && party.Code != code)
            .Select(party => new { party.Code, party.Name })
            .ToListAsync(services.Cancellation);
        if (others.Find(other => AreEqual(other.Name, name)) is { } other)
        {
            throw new ConflictException($"Parten {other.Code} heter redan {other.Name}. Två parter kan inte ha samma namn.");
        }
    }

    /// <summary>Whether two names are equal, whatever their case.</summary>
    public static bool AreEqual(string left, string right) =>
        string.Equals(Clean(left), Clean(right), StringComparison.OrdinalIgnoreCase);

    /// <summary>Locks the row of a municipality until the end of the transaction, so that no name is used twice at once.</summary>
    public static Task<int> LockAsync(this IntakeServices services, string municipality) => services.Db.Municipalities
        .Where(m => m.Code == municipality)
        .ExecuteUpdateAsync(m => m.SetProperty(x => x.Version, x => x.Version), services.Cancellation);
}
