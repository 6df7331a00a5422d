namespace Medborgarlofte.Measures.Promises;

/// <summary>Checks of the sources, signatures and predecessor of a promise.</summary>
internal static class PromiseChecks
{
    // The longest period of a situational picture.
    private const int LongestSourceYears = 5;

    /// <summary>The sources of a promise, or null.</summary>
    public static PromiseSources? SourcesOf(
        this RequestErrors errors, PromiseSourcesRequest? sources, MunicipalityReference reference, DateOnly today)
    {
        if (sources is null)
        {
            return null;
        }

        var views = Each(errors, "sources.citizenViews", sources.CitizenViews, (field, source) => new CitizenViewSource(
            source.Channel,
            errors.Codes($"{field}.areas", source.Areas, reference.Areas),
            SourceDays(errors, field, source.FirstDay, source.LastDay, today),
            source.LastDay.GetValueOrDefault()));
        var pictures = Each(errors, "sources.situationalPictures", sources.SituationalPictures, (field, source) =>
            new SituationalPictureSource(
            SourceDays(errors, field, source.FirstDay, source.LastDay, today), source.LastDay.GetValueOrDefault()));
        return views is [] && pictures is [] ? null : new PromiseSources(views, pictures);
    }

    /// <summary>The signatures of a promise, at most one for each of its owners.</summary>
    public static List<PromiseSignature> SignaturesOf(
        this RequestErrors errors,
        IReadOnlyList<PromiseSignatureRequest>? signatures,
        IReadOnlyList<string> owners,
        MunicipalityReference reference,
        DateOnly today)
    {
        var signed = new HashSet<string>(StringComparer.Ordinal);
        return Each(errors, "signatures", signatures, (field, signature) =>
        {
            var party = errors.Party($"{field}.party", signature.Party, reference, owners);
            if (reference.Parties.ContainsKey(party) && !owners.Contains(party, StringComparer.Ordinal))
            {
                errors.Add($"{field}.party", $"{field}.party: bara en ägare undertecknar löftet.");
            }
            else if (!signed.Add(party))
            {
                errors.Add($"{field}.party", $"{field}.party: varje ägare undertecknar löftet en gång.");
            }

            errors.NotInFuture($"{field}.signedOn", signature.SignedOn, today);
            return new PromiseSignature(
                party,
                errors.Text($"{field}.office", signature.Office, RequestChecks.OfficeLength),
                errors.Required($"{field}.signedOn", signature.SignedOn));
        });
    }

    /// <summary>
    /// Checks that a promise starts after its predecessor and before its successors, so that no promise follows itself, even indirectly.
    /// </summary>
    public static async Task CheckChainAsync(
        this RequestErrors errors,
        Guid? follows,
        DateOnly? firstDay,
        Promise promise,
        MeasuresDbContext db,
        CancellationToken cancellationToken)
    {
        if (follows is { } earlierId)
        {
            var earlier = await db.Promises.AsNoTracking()
                .Where(other => other.Municipality == promise.Municipality && other.PublicId == earlierId)
                .SingleOrDefaultAsync(cancellationToken);
            if (earlier is null)
            {
                errors.Add("followsPromiseId", $"Löftet {earlierId} finns inte i kommunen.");
            }
            else if (earlier.PublicId == promise.PublicId || earlier.FirstDay >= firstDay)
            {
                errors.Add("followsPromiseId", "followsPromiseId ska vara ett löfte som började gälla tidigare.");
            }
        }

        var next = await db.Promises
            .Where(other => other.Municipality == promise.Municipality && other.FollowsPromiseId == promise.PublicId)
            .MinAsync(other => (DateOnly?)other.FirstDay, cancellationToken);
        if (next <= firstDay)
        {
            errors.Add("firstDay", $"firstDay ska ligga före den {next:yyyy-MM-dd}, då löftet som följer på detta börjar gälla.");
        }
    }

    // Duplicates are kept, so that the index in an error is the index in the request.
    private static List<TResult> Each<T, TResult>(
        RequestErrors errors, string field, IReadOnlyList<T>? items, Func<string, T, TResult> read)
        where T : class =>
        items is null || errors.Items(field, items, _ => true, _ => "") is []
            ? []
            : [.. items.Select((item, index) => item is null ? default! : read($"{field}[{index}]", item))];

    private static DateOnly SourceDays(RequestErrors errors, string field, DateOnly? first, DateOnly? last, DateOnly today)
    {
        var firstDay = errors.Required($"{field}.firstDay", first);
        var lastDay = errors.Required($"{field}.lastDay", last);
        errors.InOrder($"{field}.firstDay", first, $"{field}.lastDay", last);
        errors.NotInFuture($"{field}.lastDay", last, today);
        if (first is not null && firstDay.Year < DateOnly.MaxValue.Year - LongestSourceYears
            && lastDay >= firstDay.AddYears(LongestSourceYears))
        {
            errors.Add($"{field}.lastDay", $"{field} får omfatta högst fem år.");
        }

        return firstDay;
    }
}
