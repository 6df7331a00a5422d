using System.Net.Sockets;
using System.Text;
using Medborgarlofte.IncidentIntake.Imports;
using Medborgarlofte.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Medborgarlofte.IncidentIntake.Tests.Support.ImportHelper;

namespace Medborgarlofte.IncidentIntake.Tests;

public sealed class ImportTests(IntakeApp app) : IClassFixture<IntakeApp>
{
    private const string Header = "external_id;category;occurred_from;description";
    private const string Good = "1;theft;2021-03-02;";

    [Theory]
    [InlineData(';', "\n", false)]
    [InlineData(',', "\n", false)]
    [InlineData(';', "\r\n", false)]
    [InlineData(';', "\n", true)]
    [InlineData(',', "\r\n", true)]
    public async Task Csv_is_read_in_the_variants_that_programs_write(char separator, string newLine, bool mark)
    {
        var source = $"shape-{(int)separator}-{newLine.Length}-{(mark ? 1 : 0)}";
        var text = string.Join(newLine, Header, "1;theft;2021-03-02;Två cyklar", "2;burglary;2021-03-03;", "").Replace(';', separator);

        (await app.ImportAsync(Csv, (mark ? "\uFEFF" : "") + text, source)).HasCounters(accepted: 2);

        var incidents = await app.IncidentsAsync(source);
        Assert.Equal(["1", "2"], incidents.Texts("externalId"));
        Assert.Equal("Två cyklar", incidents.Items()[0].GetProperty("description").GetString());
    }

    [Fact]
    public async Task Csv_is_read_with_Swedish_headers_and_names()
    {
        var import = await ImportAsync(
            "Ärende;Kategori;Försök;Område;Inträffade_från;Inträffade_till;Inrapporterad;Former;Objekt;Gods;Beskrivning",
            "A1;Inbrott;ja;Ramdal;2021-03-02 22:30;2021-03-03;2021-03-04;;Villor|vehicle;drivmedel | tools;\"Fönster; \"\"altan\"\"\"");
        import.HasCounters(accepted: 1);

        var incident = (await app.IncidentsAsync(import.TextOf("source")!)).Items()[0];
        Assert.Equal(
            ("burglary", "ramdal", "A1", "Fönster; \"altan\""),
            (Text("category"), Text("area"), Text("externalId"), Text("description")));
        Assert.True(incident.GetProperty("attempted").GetBoolean());
        Assert.Equal("[\"house\",\"vehicle\"] [\"fuel\",\"tools\"]", $"{incident.GetProperty("targets")} {incident.GetProperty("goods")}");
        Assert.Equal(Utc(2021, 3, 2, 21, 30, 0), incident.GetProperty("occurredFrom").GetDateTimeOffset());
        Assert.Equal(Utc(2021, 3, 3, 22, 59, 59), incident.GetProperty("occurredTo").GetDateTimeOffset());
        Assert.Equal(Utc(2021, 3, 4, 22, 59, 59), incident.GetProperty("reportedAt").GetDateTimeOffset());

        string? Text(string member) => incident.GetProperty(member).GetString();
    }

    [Fact]
    public async Task ReportedAt_defaults_to_OccurredTo()
    {
        var import = (await ImportAsync(Header, Good)).HasCounters(accepted: 1);

        var incident = (await app.IncidentsAsync(import.TextOf("source")!)).Items()[0];
        Assert.Equal(incident.GetProperty("occurredTo").GetDateTimeOffset(), incident.GetProperty("reportedAt").GetDateTimeOffset());
    }

    [Fact]
    public async Task Date_without_time_is_the_whole_day()
    {
        var import = (await ImportAsync(Header, Good)).HasCounters(accepted: 1);

        var incident = (await app.IncidentsAsync(import.TextOf("source")!)).Items()[0];
        Assert.Equal(Utc(2021, 3, 1, 23, 0, 0), incident.GetProperty("occurredFrom").GetDateTimeOffset());
        Assert.Equal(Utc(2021, 3, 2, 22, 59, 59), incident.GetProperty("occurredTo").GetDateTimeOffset());
    }

    [Fact]
    public async Task Todays_date_ends_at_the_current_time()
    {
        var import = (await ImportAsync(Header + ";reported_at", "1;theft;2021-05-03;;2021-05-03", "2;theft;2021-05-04;;2021-05-03"))
            .HasCounters(1, refused: 1);

        var incident = (await app.IncidentsAsync(import.TextOf("source")!)).Items()[0];
        Assert.All(["occurredTo", "reportedAt"], member =>
            Assert.Equal(app.Clock.GetUtcNow(), incident.GetProperty(member).GetDateTimeOffset()));
        Assert.Equal(["3 occurred_from", "3 occurred_to", "3 reported_at"], await app.RefusalsAsync(import));
    }

    [Fact]
    public async Task Quoted_newline_belongs_to_its_field()
    {
        var import = (await ImportAsync(Header, "1;theft;2021-03-02;\"rad ett", "rad två\"", "2;theft;2021-03-03;", "3;piracy;2021-03-03;"))
            .HasCounters(2, refused: 1);

        Assert.Equal("rad ett\nrad två", (await app.IncidentsAsync(import.TextOf("source")!)).Items()[0].GetProperty("description")
            .GetString());
        Assert.Equal(["5 category"], await app.RefusalsAsync(import));
    }

    [Theory]
    [InlineData("2;theft;2021-03-03;slut")]
    [InlineData("2;theft;2021-03-03;\"helt\"")]
    [InlineData("2;\"theft\";2021-03-03;slut")]
    public async Task Unclosed_quote_rejects_its_own_line_only(string next)
    {
        var import = (await ImportAsync(Header, "1;theft;2021-03-02;\"öppet", next, "3;theft;2021-03-04;")).HasCounters(2, refused: 1);

        Assert.Equal(["2 rad"], await app.RefusalsAsync(import));
        Assert.Equal(["2", "3"], (await app.IncidentsAsync(import.TextOf("source")!)).Texts("externalId"));
    }

    [Theory]
    [InlineData("2;theft;2021-03-03", "rad")]
    [InlineData("2;theft;2021-03-03;;", "rad")]
    [InlineData("2;theft;2021-03-03;\"halv\"sagt", "rad")]
    [InlineData("2;;2021-03-03;", "category")]
    [InlineData("2;theft;igår;", "occurred_from")]
    [InlineData("2;theft;;", "occurred_from")]
    [InlineData("2;theft;2021-02-30;", "occurred_from")]
    [InlineData("2;theft;0001-01-01 00:00;", "occurred_from")]
    [InlineData("2;theft;1950-01-01;", "occurred_from")]
    public async Task Invalid_row_is_rejected_with_its_line_and_does_not_stop_the_import(string row, string field)
    {
        var import = (await ImportAsync(Header, Good, row, "3;theft;2021-03-04;")).HasCounters(2, refused: 1);

        Assert.Contains("3 " + field, await app.RefusalsAsync(import));
    }

    [Theory]
    [InlineData("attempted", "kanske", "attempted")]
    [InlineData("latitude", "58,67", "longitude")]
    [InlineData("område", "Atlantis", "area")]
    [InlineData("forms", "graffiti", "forms[0]")]
    [InlineData("goods", "fuel|gold", "goods[1]")]
    public async Task Invalid_value_is_rejected_with_its_column(string column, string value, string field) =>
        Assert.Equal(["2 " + field], await app.RefusalsAsync(
            (await ImportAsync("category;occurred_from;" + column, "theft;2021-03-02;" + value)).HasCounters(0, refused: 1)));

    [Fact]
    public async Task Unknown_column_is_rejected_with_the_known_columns_in_both_languages()
    {
        var message = (await PostAsync(Utf8("område;färg\nRamdal;röd\n"))).IsProblem(HttpStatusCode.BadRequest);

        Assert.Contains("Rad 1: kolumnen \"färg\" är okänd. Kända kolumner: external_id (ärende, id), category (kategori), ", message);
        Assert.Contains("Rad 1: kolumnen occurred_from (inträffade_från) saknas.", message);
    }

    [Theory]
    [InlineData("iso-8859-1")]
    [InlineData("utf-16")]
    public async Task Header_that_is_not_UTF8_is_rejected_with_instructions(string encoding)
    {
        var file = Encoding.GetEncoding(encoding).GetBytes("kategori;inträffade_från\nStöld;2021-03-02\n");

        var message = (await PostAsync(file)).IsProblem(HttpStatusCode.BadRequest, "body");

        Assert.Contains("Rad 1: filen är inte UTF-8. Spara den som CSV UTF-8 och skicka den igen.", message);
        Assert.DoesNotContain("okänd", message);
    }

    [Fact]
    public async Task Line_that_is_not_UTF8_is_rejected_alone()
    {
        byte[] file = [.. Utf8(Header + "\n1;theft;2021-03-02;Gr"), 0xF6, .. Utf8("n cykel\n2;theft;2021-03-03;Grön cykel\n")];

        var import = (await app.ImportAsync(Csv, file, Source())).HasCounters(1, refused: 1);

        Assert.Equal(["2 rad"], await app.RefusalsAsync(import));
    }

    [Fact]
    public async Task Line_that_is_not_UTF8_ends_a_quoted_field_with_an_error()
    {
        byte[] file = [.. Utf8(Header + "\n1;theft;2021-03-02;\"ett\n"), 0xF6, .. Utf8("\ntre\"\n2;theft;2021-03-03;\n")];

        var import = (await app.ImportAsync(Csv, file, Source())).HasCounters(1, refused: 3);

        Assert.Equal(["2 rad", "3 rad", "4 rad"], await app.RefusalsAsync(import));
    }

    [Theory]
    [InlineData(70_000)]
    [InlineData(400_000)]
    public async Task Too_long_line_is_rejected_alone(int length)
    {
        var import = (await ImportAsync(Header, "1;theft;2021-03-02;" + new string('x', length), "2;theft;2021-03-03;"))
            .HasCounters(1, refused: 1);

        Assert.Equal(["2 rad"], await app.RefusalsAsync(import));
    }

    [Fact]
    public async Task Ndjson_is_read_and_invalid_lines_are_rejected_with_their_field()
    {
        var source = Source();
        var import = (await app.ImportAsync(Ndjson, Lines(
            """{"category": "theft", "externalId": "N1", "occurredFrom": "2021-03-02T10:00:00+01:00", "goods": ["fuel"]}""",
            "",
            """{"category": "theft", "suspect": "Kalle"}""",
            """{"category": """,
            "null",
            """{"category": "theft", "occurredFrom": "2021-03-02T10:00:00Z", "goods": [null]}""",
            $$"""{"category": "theft", "occurredFrom": "2021-03-02T10:00:00Z", "source": "{{source}}"}""",
            """{"category": "theft", "occurredFrom": "2021-03-02T10:00:00Z", "source": "other"}"""), source)).HasCounters(2, refused: 5);

        Assert.Equal(["3 suspect", "4 category", "5 rad", "6 goods[0]", "8 source"], await app.RefusalsAsync(import));
        var reasons = (await app.GetAsync(import.TextOf("refusals")!)).Items().Select(refusal => refusal.GetProperty("reason").GetString())
            .ToList();
        Assert.Equal(("Är okänt, vid tecken 33.", "Går inte att läsa som JSON av rätt slag, vid tecken 14."), (reasons[0], reasons[1]));
    }

    [Fact]
    public async Task Rows_with_blank_external_ids_are_different_incidents()
    {
        const string Row = """{"category": "theft", "externalId": "", "occurredFrom": "2021-03-02T10:00:00Z"}""";

        (await app.ImportAsync(Ndjson, Lines(Row, Row), Source())).HasCounters(accepted: 2);
    }

    [Fact]
    public async Task Refusal_is_truncated_to_the_stored_length()
    {
        var import = await app.ImportAsync(Ndjson, $"{{\"{new string('x', 5_000)}\": 1}}", Source());

        Assert.All((await app.GetAsync(import.TextOf("refusals")!)).Items(), refusal =>
            Assert.InRange(refusal.GetProperty("field").GetString()!.Length, 1, 100));
    }

    [Fact]
    public async Task Events_of_polisen_se_are_stored_as_a_selection_without_text_or_position()
    {
        var import = (await app.ImportAsync(Polisen, Events(
            Event(1, "2021-03-02 9:05:10 +01:00", "Inbrott, försök"),
            Event(2, "2021-03-02 19:05:10 +01:00", "Skadegörelse"),
            Event(3, "2021-03-02 19:05:10 +01:00", "Sammanfattning natt"),
            Event(4, "2021-03-02 19:05:10 +01:00", "Brand", "Nyköping"),
            Event(5, "yesterday", "Brand"),
            "7",
            "{}"), "polisen-a")).HasCounters(2, refused: 5);

        Assert.Equal(["3 type", "4 location.name", "5 datetime", "6 händelse", "7 id"], await app.RefusalsAsync(import));
        var incidents = (await app.IncidentsAsync("polisen-a")).Items();
        Assert.Equal(Utc(2021, 3, 2, 8, 5, 10), incidents[0].GetProperty("occurredFrom").GetDateTimeOffset());
        Assert.True(incidents[0].GetProperty("attempted").GetBoolean());
        Assert.All(incidents, incident => Assert.True(incident.GetProperty("isSelection").GetBoolean()));
        Assert.All(incidents, incident => Assert.Equal("null null", Nulls(incident)));

        static string Nulls(System.Text.Json.JsonElement incident) => string.Join(' ', new[] { "description", "position" }
            .Select(member => incident.TryGetProperty(member, out var value) && value.ValueKind != System.Text.Json.JsonValueKind.Null
                ? value.ToString() : "null"));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(700)]
    public async Task Elements_before_the_end_of_a_truncated_array_are_stored(int whole)
    {
        var source = $"polisen-broken-{whole}";
        var events = Events([.. Enumerable.Range(1, whole + 1).Select(id => Event(id, "2021-03-02 19:05:10 +01:00", "Brand"))]);

        var import = (await app.ImportAsync(Polisen, events[..^10], source)).HasCounters(whole, status: "stopped");

        Assert.Contains($"rad {whole + 2}", import.TextOf("problem"));
        Assert.Equal(whole, await app.ReadAsync(db => db.Incidents.CountAsync(i => i.Source == source)));
        Assert.Equal(0, await app.ReadAsync(db => db.ImportChunks.CountAsync()));
    }

    [Fact]
    public async Task Array_in_several_chunks_is_read_completely()
    {
        var events = Events(
            [.. Enumerable.Range(1, 1_200).Select(id => Event(id, "2021-03-02 19:05:10 +01:00", "Brand", summary: new string('x', 500)))]);

        (await app.ImportAsync(Polisen, "\uFEFF" + events, "polisen-long")).HasCounters(accepted: 1_200);
    }

    [Fact]
    public async Task Content_after_the_array_stops_the_import_and_the_array_is_stored() =>
        (await app.ImportAsync(Polisen, Events(Event(1, "2021-03-02 19:05:10 +01:00", "Brand")) + "[", "polisen-tail"))
            .HasCounters(1, status: "stopped");

    [Fact]
    public async Task Repeated_import_of_a_file_stores_nothing_twice()
    {
        var source = Source();
        string[] rows = [Header, Good, "2;theft;2021-03-03;", "2;theft;2021-03-03;", "4;piracy;2021-03-03;"];

        (await app.ImportAsync(Csv, Lines(rows), source)).HasCounters(2, known: 1, refused: 1);
        (await app.ImportAsync(Csv, Lines([.. rows, "5;theft;2021-03-03;"]), source)).HasCounters(1, known: 3, refused: 1);

        Assert.Equal(["1", "2", "5"], (await app.IncidentsAsync(source)).Texts("externalId").Order());
    }

    [Fact]
    public async Task File_in_several_chunks_and_batches_is_read_completely()
    {
        var filling = new string('x', 300);
        var rows = Enumerable.Range(1, 2_400).Select(id => $"{id};{(id % 100 == 0 ? "piracy" : "theft")};2021-03-02;{filling}");

        var import = (await ImportAsync([Header, .. rows])).HasCounters(2_376, refused: 24);

        Assert.Equal(Enumerable.Range(1, 24).Select(n => $"{(n * 100) + 1} category"), await app.RefusalsAsync(import));
        Assert.InRange(import.NumberOf("bytes"), 700_000, 900_000);
        Assert.Equal(2_376, await app.ReadAsync(db => db.Incidents.CountAsync(i => i.Source == import.TextOf("source"))));
    }

    [Fact]
    public async Task Import_is_listed_and_available_at_its_address()
    {
        var import = (await ImportAsync(Header, Good)).HasCounters(accepted: 1);

        Assert.Contains(import.TextOf("id"), (await app.GetAsync("/incident-imports?limit=200")).Texts("id"));
        (await app.GetAsync($"/incident-imports/{Guid.CreateVersion7()}")).IsProblem(HttpStatusCode.NotFound);
        Assert.Equal("csv", import.TextOf("format"));
        Assert.Equal(app.Clock.GetUtcNow(), import.Json.GetProperty("completedAt").GetDateTimeOffset());
    }

    [Fact]
    public async Task Aborted_request_stores_nothing()
    {
        using (var caller = new TcpClient(app.Client.BaseAddress!.Host, app.Client.BaseAddress.Port))
        {
            var head =
                $"POST {IntakeApp.Root}/incident-imports?source=broken-off HTTP/1.1\r\nHost: test\r\n"
                + $"Authorization: {TestIssuer.Everything()}\r\nContent-Type: text/csv\r\nContent-Length: 2000000\r\n\r\n";
            await caller.GetStream().WriteAsync(Utf8(head + Header + "\n" + string.Concat(Enumerable.Repeat(Good + "\n", 30_000))));
            await Eventually.TrueAsync(() => app.ReadAsync(db => db.ImportChunks.AnyAsync()), "a piece of the file to arrive");
        }

        await Eventually.TrueAsync(
            () => app.ReadAsync(async db => !await db.Imports.AnyAsync(i => i.Source == "broken-off") && !await db.ImportChunks.AnyAsync()),
            "the half file to be removed");
        Assert.Empty((await app.IncidentsAsync("broken-off")).Items());
    }

    [Fact]
    public async Task Incomplete_file_of_a_crashed_process_is_removed_after_a_day()
    {
        var abandoned =
            await StoreImportAsync("abandoned", ImportStatus.Receiving, lastLine: 0, startedAt: app.Clock.GetUtcNow().AddDays(-2), Header);

        app.Services.GetRequiredService<ImportSignal>().Raise();

        await Eventually.TrueAsync(() =>
            app.ReadAsync(async db => !await db.Imports.AnyAsync(i => i.Id == abandoned.Id)), "the file to be removed");
    }

    [Fact]
    public async Task Import_continues_after_the_last_stored_line_when_its_worker_has_crashed()
    {
        var import = await StoreImportAsync(
            "resumed", ImportStatus.Running, lastLine: 3, app.Clock.GetUtcNow(
                ), Header, Good, "2;theft;2021-03-03;", ";theft;2021-03-04;", "4;piracy;2021-03-04;");

        app.Services.GetRequiredService<ImportSignal>().Raise();

        var done = (await app.WaitForImportAsync($"/incident-imports/{import.PublicId}")).HasCounters(3, refused: 1);
        Assert.Equal([$"{import.PublicId:N}:4"], (await app.IncidentsAsync("resumed")).Texts("externalId"));
        Assert.Equal(["5 category"], await app.RefusalsAsync(done));
    }

    [Fact]
    public async Task Import_with_a_valid_lease_is_not_taken_over()
    {
        var held = await StoreImportAsync("held", ImportStatus.Running, lastLine: 1, app.Clock.GetUtcNow(), Header, Good);
        await app.ReadAsync(db => db.Imports.Where(i => i.Id == held.Id)
            .ExecuteUpdateAsync(i => i.SetProperty(p => p.LeasedUntil, app.Clock.GetUtcNow().AddSeconds(1))));

        // The worker reads files in the order of their ids: when the next one is completed, it has skipped this one.
        (await ImportAsync(Header, Good)).HasCounters(accepted: 1);

        Assert.Equal("running", (await app.GetAsync($"/incident-imports/{held.PublicId}")).TextOf("status"));
        await app.ReadAsync(db => db.Imports.Where(i => i.Id == held.Id).ExecuteDeleteAsync());
        await app.ReadAsync(db => db.ImportChunks.Where(c => c.ImportId == held.Id).ExecuteDeleteAsync());
    }

    private Task<Answer> PostAsync(byte[] file) => app.PostBytesAsync("/incident-imports", file, Csv);

    private Task<Answer> ImportAsync(params string[] lines) => app.ImportAsync(Csv, Lines(lines), Source());

    // A file as a crashed process leaves it: every row up to the last line counts as accepted.
    private Task<IncidentImport> StoreImportAsync(
        string source, ImportStatus status, int lastLine, DateTimeOffset startedAt, params string[] lines) =>
        app.ReadAsync(async db =>
        {
            var read = Math.Max(0, lastLine - 1);
            var import = new IncidentImport
            {
                PublicId = Guid.CreateVersion7(app.Clock.GetUtcNow()),
                Municipality = "0481",
                Format = ImportFormat.Csv,
                Source = source,
                Party = "municipality:0481",
                Status = status,
                LastLine = lastLine,
                RowsRead = read,
                RowsAccepted = read,
                StartedAt = startedAt,
                LeasedUntil = status == ImportStatus.Running ? app.Clock.GetUtcNow().AddSeconds(-1) : null,
            };
            db.Imports.Add(import);
            await db.SaveChangesAsync();
            db.ImportChunks.Add(new ImportChunk { ImportId = import.Id, Number = 0, Content = Utf8(Lines(lines)) });
            await db.SaveChangesAsync();
            return import;
        });

    private static string Source() => $"source-{Guid.CreateVersion7():N}";

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static DateTimeOffset Utc(int year, int month, int day, int hour, int minute, int second) =>
        new(year, month, day, hour, minute, second, TimeSpan.Zero);

    private static string Events(params string[] events) => $"[\n{string.Join(",\n", events)}\n]";

    private static string Event(int id, string time, string type, string place = "Oxelösund", string summary = "En man greps") =>
        new JsonObject
    {
        ["id"] = id,
        ["datetime"] = time,
        ["name"] = $"{time}, {type}, {place}",
        ["summary"] = summary,
        ["url"] = "/aktuellt/handelser/",
        ["type"] = type,
        ["location"] = new JsonObject { ["name"] = place, ["gps"] = "58.671234,17.101234" },
    }.ToJsonString();
}
