using System.ComponentModel;
using Medborgarlofte.Measures.Measures;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.VisualBasic.FileIO;

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
    /// CSV with a header line, such as the rounds of a guard company in a month, at most 1 MB and 5,000 rows. Either all rows are
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
        var performer = ActivityEndpoints.PartyFor(party, http.User, measure, errors);
        errors.ThrowIfAny();

        if (http.Request.ContentType?.Split(';')[0].Trim() is not "text/csv")
        {
            throw new ProblemException(
                StatusCodes.Status415UnsupportedMediaType, "unsupported-media-type", "Formatet stöds inte", "Ange Content-Type: text/csv.");
        }

        http.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = MaxBytes;
        using var reader = new StreamReader(http.Request.Body);
        var text = await reader.ReadToEndAsync(cancellationToken);
        var entries = Read(text, new ActivityColumns(reference), new ActivityStatement(reference, now), measure, performer, now, errors);
        errors.ThrowIfAny();

        var logged = await ActivityLog.AddAsync(municipality, performer, entries, now, services);
        return TypedResults.Ok(new ActivityImportResponse(entries.Count, logged.New, logged.Known.Count));
    }

    private static List<Activity> Read(
        string text,
        ActivityColumns columns,
        ActivityStatement statement,
        Measure measure,
        string party,
        DateTimeOffset now,
        RequestErrors errors)
    {
        using var csv = new TextFieldParser(new StringReader(text)) { TrimWhiteSpace = true };
        csv.SetDelimiters(text.AsSpan(0, Math.Max(0, text.IndexOf('\n', StringComparison.Ordinal))).Contains(';') ? ";" : ",");
        if (!columns.ReadHeader(NextRow(csv, errors) ?? [], errors))
        {
            return [];
        }

        var entries = new List<Activity>();
        var lineOf = new Dictionary<string, long>(StringComparer.Ordinal);
        while (!csv.EndOfData)
        {
            var line = csv.LineNumber;
            if (NextRow(csv, errors) is not { } row)
            {
                continue;
            }

            if (entries.Count == MaxRows)
            {
                errors.Add("body", $"Filen har mer än {MaxRows} rader. Dela upp den.");
                break;
            }

            var rowErrors = new RequestErrors();
            var request = columns.Read(row, rowErrors);
            rowErrors.CheckIdentifier("externalId", request.ExternalId, Activity.ExternalIdLength, required: false);
            var activity = ActivityStatement.NewFor(measure, party, request.ExternalId, now);
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

    private static string[]? NextRow(TextFieldParser csv, RequestErrors errors)
    {
        try
        {
            return csv.ReadFields();
        }
        catch (MalformedLineException exception)
        {
            errors.Add($"rad {exception.LineNumber}", $"Rad {exception.LineNumber}: ett citattecken står fel.");
            return null;
        }
    }
}
