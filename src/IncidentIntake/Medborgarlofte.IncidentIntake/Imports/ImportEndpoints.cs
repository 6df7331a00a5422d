using System.Security.Claims;
using Medborgarlofte.Events;
using Medborgarlofte.Http;
using Medborgarlofte.Http.Access;
using Medborgarlofte.IncidentIntake.Data;
using Medborgarlofte.IncidentIntake.Incidents;
using Medborgarlofte.IncidentIntake.Municipalities;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Medborgarlofte.Swedish;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.IncidentIntake.Imports;

/// <summary>An import with its progress.</summary>
/// <param name="Id">Public id.</param>
/// <param name="Format">Format of the file.</param>
/// <param name="Source">Code of the source.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Problem">What stopped it, or null.</param>
/// <param name="Bytes">Size of the file.</param>
/// <param name="RowsRead">Rows read so far.</param>
/// <param name="RowsAccepted">Rows stored as new incidents.</param>
/// <param name="RowsKnown">Rows that the source had reported before.</param>
/// <param name="RowsRefused">Rows refused; each with its reason under refusals.</param>
/// <param name="RowsPerSecond">Rows read a second, from the start until the latest progress.</param>
/// <param name="StartedAt">When the file was received.</param>
/// <param name="CompletedAt">When the last row was read, or null.</param>
/// <param name="Refusals">Address of the refused rows.</param>
public sealed record IncidentImportResponse(
    Guid Id,
    ImportFormat Format,
    string Source,
    ImportStatus Status,
    string? Problem,
    long Bytes,
    long RowsRead,
    long RowsAccepted,
    long RowsKnown,
    long RowsRefused,
    double RowsPerSecond,
    DateTimeOffset StartedAt,
    DateTimeOffset? CompletedAt,
    string Refusals);

/// <summary>A refused row.</summary>
/// <param name="Line">Line in the file from 1, the header being line 1; for a JSON array the element from 1.</param>
/// <param name="Field">The column or field that is wrong.</param>
/// <param name="Reason">Why, in Swedish.</param>
public sealed record ImportRefusalResponse(long Line, string Field, string Reason);

/// <summary>Imports of incidents from a file: the body is stored as it comes, and read by a worker.</summary>
internal static class ImportEndpoints
{
    private const int ChunkSize = 256 * 1024;

    // Some three million rows; the gateway's route allows the same.
    private const long MaxFileBytes = 512L * 1024 * 1024;

    public static void Map(RouteGroupBuilder municipality)
    {
        // A large file over a slow line takes its time; Kestrel ends one that stands still.
        municipality.MapPost("/incident-imports", ReceiveAsync).DisableRequestTimeout().WithName("importIncidents").RequireRoles(Roles.Parties)
            .WithFile("application/json", "application/x-ndjson", "text/csv");
        municipality.MapGet("/incident-imports", ListAsync).WithName("listIncidentImports").RequireRoles(Roles.Parties);
        municipality.MapGet("/incident-imports/{id:guid}", GetAsync).WithName("getIncidentImport").RequireRoles(Roles.Parties);
        municipality.MapGet("/incident-imports/{id:guid}/refusals", ListRefusalsAsync).WithName("listImportRefusals").RequireRoles(Roles.Parties);
    }

    /// <summary>Import a file of incidents.</summary>
    /// <remarks>
    /// Takes the file as it is: CSV with a header line, one JSON object a line (NDJSON), or the JSON of polisen.se. The answer comes
    /// when the file is stored; a worker reads it row by row. Follow the progress at the address in Location. A wrong row is refused
    /// alone, with line, field and reason; a row that the source has sent before is counted as known and changes nothing.
    /// </remarks>
    private static async Task<Accepted<IncidentImportResponse>> ReceiveAsync(
        string municipality,
        string? source,
        IncidentIntakeDbContext db,
        MunicipalityRulesCache cache,
        ImportSignal signal,
        TimeProvider time,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        await cache.RequireAsync(municipality);
        var format = FormatOf(http.Request);
        var errors = new RequestErrors();
        var from = source ?? (format == ImportFormat.PolisenEvents ? "polisen-se" : "import");
        Codes.Check("source", from, errors);
        errors.ThrowIfAny();

        http.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = MaxFileBytes;
        var buffer = new byte[ChunkSize];
        var read = await http.Request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        ImportFormats.CheckBeginning(format, buffer.AsMemory(0, read));

        var import = new IncidentImport
        {
            PublicId = Guid.CreateVersion7(time.GetUtcNow()),
            Municipality = municipality,
            Format = format,
            Source = from,
            Party = http.User.Party(),
            Status = ImportStatus.Receiving,
            StartedAt = time.GetUtcNow(),
        };
        db.Imports.Add(import);
        await db.SaveChangesAsync(cancellationToken);
        try
        {
            for (var number = 0; read > 0; number++)
            {
                var chunk = new ImportChunk { ImportId = import.Id, Number = number, Content = buffer[..read] };
                db.ImportChunks.Add(chunk);
                await db.SaveChangesAsync(cancellationToken);
                db.Entry(chunk).State = EntityState.Detached;
                import.Bytes += read;
                read = await http.Request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
            }
        }
        catch
        {
            // The caller went away half-way: nothing of the file may stay.
            await db.ImportChunks.Where(chunk => chunk.ImportId == import.Id).ExecuteDeleteAsync(CancellationToken.None);
            await db.Imports.Where(i => i.Id == import.Id).ExecuteDeleteAsync(CancellationToken.None);
            throw;
        }

        import.Status = ImportStatus.Queued;
        await db.SaveChangesAsync(CancellationToken.None);
        signal.Raise();
        return TypedResults.Accepted(Location(import), Show(import));
    }

    /// <summary>List the imports.</summary>
    /// <remarks>The imports of a municipality, the latest first.</remarks>
    private static async Task<PageOf<IncidentImportResponse>> ListAsync(
        string municipality,
        int? page,
        int? limit,
        IncidentIntakeDbContext db,
        MunicipalityRulesCache cache,
        ClaimsPrincipal caller,
        CancellationToken cancellationToken)
    {
        await cache.RequireAsync(municipality);
        var imports = await VisibleTo(caller, db)
            .Where(import => import.Municipality == municipality)
            .OrderByDescending(import => import.StartedAt).ThenByDescending(import => import.Id)
            .ToPageAsync(new Paging(page, limit), cancellationToken);
        return imports.Select(Show);
    }

    /// <summary>Read the progress of an import.</summary>
    /// <remarks>Rows read, accepted, known and refused so far. The import is over when status is completed or stopped.</remarks>
    private static async Task<Ok<IncidentImportResponse>> GetAsync(
        string municipality, Guid id, IncidentIntakeDbContext db, ClaimsPrincipal caller, CancellationToken cancellationToken) =>
        TypedResults.Ok(Show(await FindAsync(municipality, id, db, caller, cancellationToken)));

    /// <summary>List the refused rows of an import.</summary>
    /// <remarks>Each with its line in the file, the field and the reason, so that the file can be mended and sent again as a whole.</remarks>
    private static async Task<PageOf<ImportRefusalResponse>> ListRefusalsAsync(
        string municipality, Guid id, int? page, int? limit, IncidentIntakeDbContext db, ClaimsPrincipal caller, CancellationToken cancellationToken)
    {
        var import = await FindAsync(municipality, id, db, caller, cancellationToken);
        return await db.ImportRefusals.AsNoTracking()
            .Where(refusal => refusal.ImportId == import.Id)
            .OrderBy(refusal => refusal.Line).ThenBy(refusal => refusal.Id)
            .Select(refusal => new ImportRefusalResponse(refusal.Line, refusal.Field, refusal.Reason))
            .ToPageAsync(new Paging(page, limit), cancellationToken);
    }

    private static ImportFormat FormatOf(HttpRequest request) => request.GetTypedHeaders().ContentType?.MediaType.Value switch
    {
        "text/csv" => ImportFormat.Csv,
        "application/x-ndjson" or "application/ndjson" or "application/jsonl" => ImportFormat.Ndjson,
        "application/json" => ImportFormat.PolisenEvents,
        _ => throw new ProblemException(
            StatusCodes.Status415UnsupportedMediaType,
            "unsupported-media-type",
            "Fel innehållstyp",
            "Ange Content-Type: text/csv, application/x-ndjson eller, för händelser från polisen.se, application/json."),
    };

    private static async Task<IncidentImport> FindAsync(
        string municipality, Guid id, IncidentIntakeDbContext db, ClaimsPrincipal caller, CancellationToken cancellationToken) =>
        await VisibleTo(caller, db).SingleOrDefaultAsync(i => i.Municipality == municipality && i.PublicId == id, cancellationToken)
        ?? throw new NotFoundException("Importen");

    private static IQueryable<IncidentImport> VisibleTo(ClaimsPrincipal caller, IncidentIntakeDbContext db)
    {
        var party = caller.OnlyParty(IncidentResponse.SeeAll);
        return db.Imports.AsNoTracking().Where(import => party == null || import.Party == party);
    }

    private static string Location(IncidentImport import) => $"/api/v1/municipalities/{import.Municipality}/incident-imports/{import.PublicId}";

    private static IncidentImportResponse Show(IncidentImport import)
    {
        var elapsed = ((import.CompletedAt ?? import.ProgressAt ?? import.StartedAt) - import.StartedAt).TotalSeconds;
        return new IncidentImportResponse(
            import.PublicId,
            import.Format,
            import.Source,
            import.Status,
            import.Problem,
            import.Bytes,
            import.RowsRead,
            import.RowsAccepted,
            import.RowsKnown,
            import.RowsRefused,
            elapsed > 0 ? Math.Round(import.RowsRead / elapsed, 1) : 0,
            import.StartedAt,
            import.CompletedAt,
            Location(import) + "/refusals");
    }
}
