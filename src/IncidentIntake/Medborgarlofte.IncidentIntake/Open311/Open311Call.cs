namespace Medborgarlofte.IncidentIntake.Open311;

/// <summary>The common parts of Open311 calls: municipality, client, rate limit and times.</summary>
internal sealed class Open311Call(MunicipalityRulesCache cache, IncidentIntakeDbContext db, TimeProvider time)
{
    public static readonly TimeSpan LongestSpan = TimeSpan.FromDays(90);

    private static readonly TimeSpan RatePeriod = TimeSpan.FromHours(1);

    private static readonly string[] TimeFormats =
        ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd"];

    /// <summary>The municipality in the address.</summary>
    /// <exception cref="NotFoundException">The municipality or the requested jurisdiction does not exist (404).</exception>
    public async Task<MunicipalityRules> MunicipalityAsync(string municipality, HttpRequest request, SubmittedForm? form = null)
    {
        var rules = await cache.RequireAsync(municipality);
        var jurisdiction = form?["jurisdiction_id"] ?? request.Query["jurisdiction_id"].ToString();
        return string.IsNullOrWhiteSpace(jurisdiction) || jurisdiction == municipality
            ? rules
            : throw new NotFoundException($"jurisdiction_id {PlaceRules.Shorten(jurisdiction)}");
    }

    /// <summary>The client by its key in the form, the header Api-Key or the query; null without a key.</summary>
    /// <exception cref="ProblemException">The key is not valid (403).</exception>
    public async Task<Open311Client?> ClientAsync(
        string municipality, HttpRequest request, SubmittedForm? form, CancellationToken cancellationToken)
    {
        var keyOutsideForm = request.Headers.TryGetValue("Api-Key", out var header) ? header : request.Query["api_key"];
        var key = form?["api_key"] ?? keyOutsideForm.ToString();
        if (string.IsNullOrWhiteSpace(key))
        {
            return null;
        }

        var hash = Secret.Hash(key.Trim());
        return await db.Open311Clients.AsNoTracking().SingleOrDefaultAsync(
            client => client.KeyHash == hash && client.Municipality == municipality && client.RevokedAt == null, cancellationToken)
            ?? throw NoKey();
    }

    /// <summary>The client of a call that sends something.</summary>
    /// <exception cref="ProblemException">The key is missing or not valid (403), or the rate limit is exceeded (429).</exception>
    public async Task<Open311Client> SenderAsync(
        string municipality, HttpRequest request, SubmittedForm form, CancellationToken cancellationToken)
    {
        var client = await ClientAsync(municipality, request, form, cancellationToken) ?? throw NoKey();
        var since = time.GetUtcNow() - RatePeriod;
        var sent = await db.PublicSubmissions.CountAsync(s => s.ClientId == client.PublicId && s.SubmittedAt > since, cancellationToken)
            + await db.ServiceRequestUpdates.CountAsync(u => u.ClientId == client.PublicId && u.At > since, cancellationToken);
        return sent < LimitOf(client.RateClass)
            ? client
            : throw new ProblemException(
                StatusCodes.Status429TooManyRequests,
                "too-many-requests",
                "För många anrop",
                $"Nyckeln får skicka {LimitOf(client.RateClass)} ärenden och uppdateringar i timmen. Försök igen senare.")
            {
                RetryAfterSeconds = (int)RatePeriod.TotalSeconds / 6,
            };
    }

    /// <summary>The rate limit of a class per hour.</summary>
    public static int LimitOf(Open311RateClass rateClass) => rateClass == Open311RateClass.High ? 600 : 60;

    /// <summary>The time span of a list, at most 90 days. Default: the last 90 days.</summary>
    /// <exception cref="InvalidRequestException">A date is not valid, or the span is too long or reversed (400).</exception>
    public (DateTimeOffset From, DateTimeOffset To) Span(HttpRequest request)
    {
        var errors = new RequestErrors();
        var start = ReadTime("start_date", request.Query["start_date"], errors);
        var end = ReadTime("end_date", request.Query["end_date"], errors);
        errors.ThrowIfAny();
        var to = end ?? start + LongestSpan ?? time.GetUtcNow();
        var from = start ?? to - LongestSpan;
        if (from > to)
        {
            errors.Add("end_date", "end_date ligger före start_date.");
        }
        else if (to - from > LongestSpan)
        {
            errors.Add("start_date", "Mellan start_date och end_date får det vara högst 90 dagar.");
        }

        errors.ThrowIfAny();
        return (from, to);
    }

    /// <summary>Parses a time of GeoReport (W3C date and time). A blank is a plus sign that the query has decoded.</summary>
    public static DateTimeOffset? ReadTime(string field, string? text, RequestErrors errors)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (DateTimeOffset.TryParseExact(
            text.Trim().Replace(' ', '+'), TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            && time.Year is >= 1900 and <= 2200)
        {
            return time;
        }

        errors.Add(field, $"{field} ska vara datum och tid med förskjutning, t.ex. 2021-03-02T14:30:00+01:00 eller 2021-03-02T13:30:00Z.");
        return null;
    }

    private static ProblemException NoKey() => new(
        StatusCodes.Status403Forbidden,
        "api-key",
        "Nyckel saknas",
        "api_key saknas eller gäller inte här. Kommunens samordnare ger nycklar till system som ska skicka ärenden.");
}
