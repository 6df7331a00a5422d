using Microsoft.AspNetCore.Http.Features;

namespace Medborgarlofte.IncidentIntake.Imports;

/// <summary>An import with its progress.</summary>
/// <param name="Id">Public id.</param>
/// <param name="Format">Format of the file.</param>
/// <param name="Source">Code of the source.</param>
/// <param name="Status">Status.</param>
/// <param name="Problem">Why it stopped, or null.</param>
/// <param name="Bytes">Size of the file.</param>
/// <param name="RowsRead">Rows read so far.</param>
/// <param name="RowsAccepted">Rows stored as new incidents.</param>
/// <param name="RowsKnown">Rows that the source has reported earlier.</param>
/// <param name="RowsRefused">Refused rows; see refusals for the reasons.</param>
/// <param name="RowsPerSecond">Rows read per second, from the start to the latest progress.</param>
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
/// <param name="Line">Line in the file, the header being line 1; for a JSON array the element, from 1.</param>
/// <param name="Field">The invalid column or field.</param>
/// <param name="Reason">Reason, in Swedish.</param>
public sealed record ImportRefusalResponse(long Line, string Field, string Reason);

/// <summary>Imports of incidents from a file. The request stores the file, and a worker reads it.</summary>
internal static class ImportEndpoints
{
    private const int ChunkSize = 256 * 1024;

    // About three million rows; the gateway's route has the same limit.
    private const long MaxFileBytes = 512L * 1024 * 1024;

    public static void Map(RouteGroupBuilder municipality)
    {
        // A large file over a slow connection takes long; Kestrel aborts a request below its minimum data rate.
        municipality.MapPost("/incident-imports", ReceiveAsync).DisableRequestTimeout().WithName("importIncidents")
            .RequireRoles(Roles.Parties).WithFile("application/json", "application/x-ndjson", "text/csv");
        municipality.MapGet("/incident-imports", ListAsync).WithName("listIncidentImports").RequireRoles(Roles.Parties);
        municipality.MapGet("/incident-imports/{id:guid}", GetAsync).WithName("getIncidentImport").RequireRoles(Roles.Parties);
        municipality.MapGet("/incident-imports/{id:guid}/refusals", ListRefusalsAsync).WithName("listImportRefusals")
            .RequireRoles(Roles.Parties);
    }

    /// <summary>Import a file of incidents.</summary>
    /// <remarks>
    /// The body is the file: CSV with a header line, one JSON object per line (NDJSON), or the JSON of polisen.se. The response is sent
    /// when the file is stored; a worker then reads it row by row. Follow the progress at the address in Location. An invalid row does
    /// not affect other rows and is listed with line, field and reason; a row that the source has sent earlier is counted as known.
    /// </remarks>
    private static async Task<Accepted<IncidentImportResponse>> ReceiveAsync(
        string municipality, string? source, ImportSignal signal, [AsParameters] IntakeServices services)
    {
        var (db, rules, time, http, cancellationToken) = services;
        (await rules.RequireAsync(municipality)).RequireRegistered(services.CallerParty);
        var format = FormatOf(http.Request);
        var errors = new RequestErrors();
        var from = source ?? (format == ImportFormat.PolisenEvents ? "polisen-se" : "import");
        Codes.Check("source", from, errors);
        errors.ThrowIfAny();

        http.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = MaxFileBytes;
        var buffer = new byte[ChunkSize];
        var read = await http.Request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        ImportFormats.CheckStart(format, buffer.AsMemory(0, read));

        var import = new IncidentImport
        {
            PublicId = Guid.CreateVersion7(time.GetUtcNow()),
            Municipality = municipality,
            Format = format,
            Source = from,
            Party = services.CallerParty,
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
            // The caller aborted the request: an incomplete file is removed.
            await db.ImportChunks.Where(chunk => chunk.ImportId == import.Id).ExecuteDeleteAsync(CancellationToken.None);
            await db.Imports.Where(i => i.Id == import.Id).ExecuteDeleteAsync(CancellationToken.None);
            throw;
        }

        import.Status = ImportStatus.Queued;
        await db.SaveChangesAsync(CancellationToken.None);
        signal.Raise();
        return TypedResults.Accepted(Location(import), ToResponse(import, http.Request));
    }

    /// <summary>List the imports.</summary>
    /// <remarks>The imports of a municipality, latest first.</remarks>
    private static async Task<PageOf<IncidentImportResponse>> ListAsync(
        string municipality, [AsParameters] Paging paging, [AsParameters] IntakeServices services)
    {
        await services.Rules.RequireAsync(municipality);
        var imports = await Visible(services)
            .Where(import => import.Municipality == municipality)
            .OrderByDescending(import => import.StartedAt).ThenByDescending(import => import.Id)
            .ToPageAsync(paging, services.Cancellation);
        return imports.Select(import => ToResponse(import, services.Http.Request));
    }

    /// <summary>Read the progress of an import.</summary>
    /// <remarks>Rows read, accepted, known and refused so far. The import has ended when status is completed or stopped.</remarks>
    private static async Task<Ok<IncidentImportResponse>> GetAsync(
        string municipality, Guid id, [AsParameters] IntakeServices services) =>
        TypedResults.Ok(ToResponse(await FindAsync(municipality, id, services), services.Http.Request));

    /// <summary>List the refused rows of an import.</summary>
    /// <remarks>The refused rows with line, field and reason, so that the file can be corrected and sent again as a whole.</remarks>
    private static async Task<PageOf<ImportRefusalResponse>> ListRefusalsAsync(
        string municipality, Guid id, [AsParameters] Paging paging, [AsParameters] IntakeServices services)
    {
        var import = await FindAsync(municipality, id, services);
        return await services.Db.ImportRefusals.AsNoTracking()
            .Where(refusal => refusal.ImportId == import.Id)
            .OrderBy(refusal => refusal.Line).ThenBy(refusal => refusal.Id)
            .Select(refusal => new ImportRefusalResponse(refusal.Line, refusal.Field, refusal.Reason))
            .ToPageAsync(paging, services.Cancellation);
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

    private static async Task<IncidentImport> FindAsync(string municipality, Guid id, IntakeServices services) =>
        await Visible(services).SingleOrDefaultAsync(i => i.Municipality == municipality && i.PublicId == id, services.Cancellation)
        ?? throw new NotFoundException("Importen");

    private static IQueryable<IncidentImport> Visible(IntakeServices services)
    {
        var party = services.Http.User.OnlyParty(IncidentAccess.Reviewers);
        return services.Db.Imports.AsNoTracking().Where(import => party == null || import.Party == party);
    }

    private static string Location(IncidentImport import) =>
        $"/api/v1/municipalities/{import.Municipality}/incident-imports/{import.PublicId}";

    private static IncidentImportResponse ToResponse(IncidentImport import, HttpRequest request)
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
            $"{request.PathBase}{Location(import)}/refusals");
    }
}
