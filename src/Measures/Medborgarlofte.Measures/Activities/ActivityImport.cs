using System.ComponentModel;
using Medborgarlofte.Http.Files;
using Medborgarlofte.Measures.Measures;
using Microsoft.AspNetCore.Http.Features;

namespace Medborgarlofte.Measures.Activities;

/// <summary>Result of an import of activities. Either all rows are imported or none.</summary>
/// <param name="Rows">Rows in the file.</param>
/// <param name="Logged">Rows that were logged.</param>
/// <param name="AlreadyLogged">Rows that had been sent before.</param>
public sealed record ActivityImportResponse(int Rows, int Logged, int AlreadyLogged);

/// <summary>Imports a file of activities, such as the rounds of a guard company in a month.</summary>
internal static class ActivityImport
{
    private const int MaxBytes = 1024 * 1024;
    private const int MaxRows = 5_000;
    private const int MaxErrors = 100;

    public static void Map(RouteGroupBuilder municipality) =>
        municipality.MapPost(MeasureEndpoints.Path + "/{id:guid}/activity-imports", HandleAsync).WithName("importActivities")
            .RequireRoles(Roles.Parties).WithFile("text/csv").WithProblems(StatusCodes.Status409Conflict);

    /// <summary>Import a file of activities.</summary>
    /// <remarks>
    /// CSV with a header line, such as the rounds of a guard company in a month, at most 1 MB and 5,000 rows. A row has a start time, or
    /// the first and last day of a total (från, till). Either all rows are
    /// imported or none; the errors name row and column. Rows that the party has sent before are counted and change nothing.
    /// </remarks>
    private static async Task<Ok<ActivityImportResponse>> HandleAsync(
        string municipality,
        Guid id,
        [Description("The party of all the activities. Default: the caller's.")] string? party,
        [AsParameters] EndpointServices services)
    {
        var (db, time, http, cancellationToken) = services;
        var reference = await db.RequireMunicipalityAsync(municipality, cancellationToken);
        var measure = await MeasureEndpoints.RequireAsync(municipality, id, http.User, db, cancellationToken);
        var now = time.GetUtcNow();
        var errors = new RequestErrors();
        var performer = ActivityEndpoints.PartyFor(party, http.User, measure, reference, errors);
        errors.ThrowIfAny();

        if (http.Request.ContentType?.Split(';')[0].Trim() is not "text/csv")
        {
            throw new ProblemException(
                StatusCodes.Status415UnsupportedMediaType, "unsupported-media-type", "Formatet stöds inte", "Ange Content-Type: text/csv.");
        }

        http.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = MaxBytes;
        var entries = await ReadAsync(http, measure, performer, reference, now, errors);
        errors.ThrowIfAny();

        var logged = await ActivityLog.AddAsync(municipality, performer, entries, now, services);
        return TypedResults.Ok(new ActivityImportResponse(entries.Count, logged.New, logged.Known.Count));
    }

    private static async Task<List<Activity>> ReadAsync(
        HttpContext http, Measure measure, string party, MunicipalityReference reference, DateTimeOffset now, RequestErrors errors)
    {
        var columns = new ActivityColumns(reference);
        var statement = new ActivityStatement(reference, now);
        var entries = new List<Activity>();
        var lineOf = new Dictionary<string, long>(StringComparer.Ordinal);
        await using var rows = CsvReader.ReadAsync(http.Request.Body, http.RequestAborted).GetAsyncEnumerator(http.RequestAborted);
        if (!columns.ReadHeader(await rows.MoveNextAsync() ? rows.Current.Fields : [], errors))
        {
            return [];
        }

        while (await rows.MoveNextAsync())
        {
            var (line, fields, error) = rows.Current;
            if (error is not null)
            {
                errors.Add($"rad {line}", $"Rad {line}: {error}");
                continue;
            }

            if (entries.Count == MaxRows)
            {
                errors.Add("body", $"Filen har mer än {MaxRows} rader. Dela upp den.");
                break;
            }

            var rowErrors = new RequestErrors();
            var request = columns.Read(fields, rowErrors);
            rowErrors.CheckIdentifier("externalId", request.ExternalId, Activity.ExternalIdLength, required: false);
            var activity = statement.NewFor(measure, party, request.ExternalId);
            statement.Apply(request, activity, leastOccasions: 1, rowErrors);
            if (request.ExternalId is { } number && !lineOf.TryAdd(number, line))
            {
                rowErrors.Add("externalId", $"samma nummer står på rad {lineOf[number]}.");
            }

            entries.Add(activity);
            foreach (var (field, message) in rowErrors.All)
            {
                errors.Add($"rad {line}", $"Rad {line}, {columns.HeadingOf(field)}: {message}");
            }

            if (errors.All.Count() > MaxErrors)
            {
                errors.Add("body", $"Läsningen avbröts vid rad {line}: för många fel.");
                break;
            }
        }

        if (entries.Count == 0)
        {
            errors.Add("body", "Filen har inga rader under rubrikraden.");
        }

        return entries;
    }
}
