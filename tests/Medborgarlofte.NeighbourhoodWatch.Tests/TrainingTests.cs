using System.Net;
using System.Text.Json;
using Medborgarlofte.Mail;
using Medborgarlofte.NeighbourhoodWatch.Data;
using Medborgarlofte.NeighbourhoodWatch.Tests.Support;
using Medborgarlofte.TestSupport;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace Medborgarlofte.NeighbourhoodWatch.Tests;

public sealed class TrainingTests(NeighbourhoodWatchApp app)
{
    private const string Trainings = NeighbourhoodWatchApp.Root + "/trainings";
    private static readonly DateTimeOffset June = new(2021, 6, 1, 18, 0, 0, TimeSpan.FromHours(2));

    [Fact]
    public async Task Waiting_group_is_offered_a_released_seat()
    {
        var training = await app.PlanAsync(new { kind = "basic", form = "physical", startsAt = June, seats = 3 });
        var (first, second) = (await app.FormAsync(), await app.FormAsync());
        var booked = await BookAsync(training, first);

        Assert.Equal("booked", State(booked));
        Assert.Equal("waiting", State(await BookAsync(training, second)));
        await app.PostAsync(training + "/bookings", new { groupId = first[^36..], seats = 1 }, HttpStatusCode.Conflict);
        await app.SendAsync(
            HttpMethod.Delete, $"{training}/bookings/{booked.GetProperty("id").GetString()}", null, HttpStatusCode.NoContent);

        Assert.Equal(["offered"], await StatesAsync(training));
        Assert.Equal("booked", State(await BookAsync(training, second)));
    }

    [Fact]
    public async Task Closed_group_releases_its_seats()
    {
        var training = await app.PlanAsync(new { kind = "basic", form = "physical", startsAt = June, seats = 3 });
        var (first, second) = (await app.FormAsync(), await app.FormAsync());
        await BookAsync(training, first);
        await BookAsync(training, second);

        await app.MoveAsync(first, new { to = "closed", reason = "ownDecision" });
        Assert.Equal(["offered"], await StatesAsync(training));
        await app.MoveAsync(second, new { to = "closed", reason = "ownDecision" });

        Assert.Empty(await StatesAsync(training));
    }

    [Fact]
    public async Task Closed_group_keeps_its_seats_at_a_started_training()
    {
        await using var own = await app.AnotherAsync();
        await own.PublishCategoriesAsync();
        var training = await own.PlanAsync(new { kind = "basic", form = "physical", startsAt = June, seats = 3 });
        var group = await own.FormAsync();
        await BookAsync(training, group, own);
        own.Clock.SetUtcNow(June.AddHours(1));

        await own.MoveAsync(group, new { to = "closed", reason = "ownDecision" });

        Assert.Equal(["booked"], await StatesAsync(training, own));
    }

    [Fact]
    public async Task New_date_is_offered_to_groups_with_a_seat_before_waiting_groups()
    {
        var training = await app.PlanAsync(new { kind = "basic", form = "physical", startsAt = June, seats = 4 });
        var groups = new[] { await app.FormAsync(), await app.FormAsync(), await app.FormAsync() };
        foreach (var group in groups)
        {
            await BookAsync(training, group);
        }

        Assert.Equal(["booked", "booked", "waiting"], await StatesAsync(training));
        await app.MoveAsync(training, new { to = "postponed" }, HttpStatusCode.BadRequest);
        await app.MoveAsync(training, new { to = "postponed", reason = "illness" });
        await app.MoveAsync(training, new { to = "planned", startsAt = June.AddDays(7) });

        Assert.Equal(["offered", "offered", "waiting"], await StatesAsync(training));
        Assert.Equal(["TrainingCancelled"], (await app.EventsOfAsync(training)).Select(entry => entry.Type));
    }

    [Fact]
    public async Task Replacement_training_takes_over_the_list_of_a_cancelled_training_once()
    {
        var cancelled = await app.PlanAsync(new { kind = "basic", form = "physical", startsAt = June, seats = 4 });
        var groups = new[] { await app.FormAsync(), await app.FormAsync(), await app.FormAsync(), await app.FormAsync() };
        foreach (var group in groups)
        {
            await BookAsync(cancelled, group);
        }

        object another = new { kind = "basic", form = "digital", startsAt = June.AddDays(7), seats = 4, replaces = cancelled[^36..] };
        await app.PostAsync(Trainings, another, HttpStatusCode.Conflict);
        await app.MoveAsync(cancelled, new { to = "cancelled", reason = "tooFew" });
        await app.MoveAsync(groups[0], new { to = "closed", reason = "ownDecision" });
        var wrong = await app.PostAsync(
            Trainings,
            new { kind = "refresher", form = "digital", startsAt = June, seats = 4, replaces = cancelled[^36..] },
            HttpStatusCode.BadRequest);
        Assert.Equal("replaces", Assert.Single(wrong.GetProperty("errors").EnumerateObject()).Name);
        var replacing = await app.PlanAsync(another);

        // One group with a seat has closed, so the first waiting group is offered its seat.
        var list = (await app.GetAsync(replacing + "/bookings")).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(groups[1..].Select(group => group[^36..]), list.Select(booking => booking.GetProperty("groupId").GetString()));
        Assert.Equal(["offered", "offered", "waiting"], list.Select(State));
        Assert.Equal("booked", State(await BookAsync(replacing, groups[2])));
        Assert.Empty(await StatesAsync(await app.PlanAsync(another)));
        await app.PostAsync(
            Trainings,
            new { kind = "basic", form = "digital", startsAt = June, seats = 4, replaces = Guid.CreateVersion7() },
            HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Contact_persons_who_chose_mail_get_one_notice_per_offer()
    {
        await using var own = await app.AnotherAsync();
        await own.PublishCategoriesAsync();
        await own.SwitchMailAsync(isOn: true);
        var (first, second) = (await WithContactAsync(own, "forsta@example.se"), await WithContactAsync(own, "andra@example.se"));
        await own.PostAsync(second + "/members", MemberWithMail("kommun@example.se", acceptedSender: "municipality"));
        await own.PostAsync(second + "/members", MemberWithMail("granne@example.se", role: "household"));
        var left = await own.PostAsync(second + "/members", MemberWithMail("borta@example.se"));
        await own.PostAsync($"{second}/members/{left.GetProperty("id").GetString()}/consent-withdrawals", null, HttpStatusCode.OK);
        var training = await own.PlanAsync(new { kind = "basic", form = "physical", startsAt = June, seats = 3 });
        var booked = await BookAsync(training, first, own);
        await BookAsync(training, second, own);

        // A seat released while the training is postponed is offered only after it has a new time.
        await own.MoveAsync(training, new { to = "postponed", reason = "illness" });
        await own.SendAsync(
            HttpMethod.Delete, $"{training}/bookings/{booked.GetProperty("id").GetString()}", null, HttpStatusCode.NoContent);
        Assert.Equal(["waiting"], await StatesAsync(training, own));
        Assert.Equal(0, await own.InDatabaseAsync((NeighbourhoodWatchDbContext db) => db.Set<Notice>().CountAsync()));
        await own.MoveAsync(training, new { to = "planned", startsAt = June.AddDays(7), form = "digital" });
        await LettersAsync(own, 1);
        await BookAsync(training, second, own);
        await BookAsync(training, first, own);
        var seat = (await own.GetAsync(training + "/bookings")).GetProperty("items")[0].GetProperty("id").GetString();
        await own.SendAsync(HttpMethod.Delete, $"{training}/bookings/{seat}", null, HttpStatusCode.NoContent);
        await LettersAsync(own, 2);
        await own.MoveAsync(training, new { to = "cancelled", reason = "tooFew" });
        await own.PlanAsync(new { kind = "basic", form = "physical", startsAt = June.AddDays(30), seats = 3, replaces = training[^36..] });

        var letters = await LettersAsync(own, 3);
        Assert.Equal(
            ["andra@example.se", "forsta@example.se", "forsta@example.se"],
            letters.Select(letter => letter.To.Mailboxes.Single().Address).Order());
        var offer = letters.Single(letter => letter.To.Mailboxes.Single().Address == "andra@example.se");
        Assert.Equal("Plats på utbildning för grannsamverkan i området Sunda", offer.Subject);
        const string Accept = "Tacka ja genom att boka på nytt, eller lämna tillbaka platserna om ni inte behöver dem, "
            + "så går de till nästa grupp i kön. Kommunen hjälper till.";
        Assert.Equal(
            $"""
            2 platser hålls åt Sundagränd på grundutbildningen den 8 juni 2021 kl. 18.00, digitalt.

            {Accept}
            Vill du inte ha sådana brev? Säg till kommunen.

            Polisen
            """.ReplaceLineEndings("\n"),
            offer.TextBody!.ReplaceLineEndings("\n").TrimEnd());
        Assert.Equal(
            0,
            await own.InDatabaseAsync(
                (NeighbourhoodWatchDbContext db) => db.EventLog.CountAsync(entry => EF.Functions.Like(entry.Payload, "%@%"))));
    }

    [Fact]
    public async Task Offer_notices_are_not_sent_while_mail_is_off_or_after_the_start()
    {
        await using var own = await app.AnotherAsync();
        await own.PublishCategoriesAsync();
        var (first, second) = (await WithContactAsync(own, "forsta@example.se"), await WithContactAsync(own, "andra@example.se"));
        await own.SwitchMailAsync(isOn: false);
        await OfferAsync(June);
        await own.SwitchMailAsync(isOn: true);
        await OfferAsync(own.Clock.GetUtcNow());

        Assert.Equal(0, await own.InDatabaseAsync((NeighbourhoodWatchDbContext db) => db.Set<Notice>().CountAsync()));

        async Task OfferAsync(DateTimeOffset startsAt)
        {
            var training = await own.PlanAsync(new { kind = "basic", form = "physical", startsAt, seats = 2 });
            var booked = await BookAsync(training, first, own);
            await BookAsync(training, second, own);
            await own.SendAsync(
                HttpMethod.Delete, $"{training}/bookings/{booked.GetProperty("id").GetString()}", null, HttpStatusCode.NoContent);
            Assert.Equal(["offered"], await StatesAsync(training, own));
        }
    }

    [Fact]
    public async Task Booking_requires_a_formed_group_and_refreshers_require_basic_training()
    {
        var basic = await app.PlanAsync(new { kind = "basic", form = "digital", startsAt = June, seats = 4 });
        var refresher = await app.PlanAsync(new { kind = "refresher", form = "digital", startsAt = June, seats = 4 });
        var interested = (await NeighbourhoodWatchApp.ReadAsync(
            await app.RegisterAsync(), HttpStatusCode.Created)).GetProperty("id").GetString();
        var group = await app.FormAsync();

        await app.PostAsync(basic + "/bookings", new { groupId = interested, seats = 1 }, HttpStatusCode.Conflict);
        await app.PostAsync(refresher + "/bookings", new { groupId = group[^36..], seats = 1 }, HttpStatusCode.Conflict);
        await app.TrainAsync(group);

        Assert.Equal("booked", State(await BookAsync(refresher, group)));
        await app.MoveAsync(basic, new { to = "held" }, HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Restriction_postpones_physical_trainings_and_proposes_digital_ones()
    {
        await using var own = await app.AnotherAsync();
        var physical = await own.PlanAsync(new { kind = "basic", form = "physical", startsAt = June, seats = 4 });
        var digital = await own.PlanAsync(new { kind = "basic", form = "digital", startsAt = June, seats = 4 });
        var after = await own.PlanAsync(new { kind = "basic", form = "physical", startsAt = June.AddDays(30), seats = 4 });
        var declared = await own.PostAsync(
            NeighbourhoodWatchApp.Root + "/restrictions", new
            {
                reason = "pandemicRestrictions", from = "2021-05-01", to = "2021-06-30", measureIds = new[] { Guid.CreateVersion7() },
            });

        var stopped = await own.GetAsync(physical);
        Assert.Equal(
            ("postponed", "restrictions"), (stopped.GetProperty("status").GetString(), stopped.GetProperty("stopReason").GetString()));
        Assert.Equal("planned", (await own.GetAsync(digital)).GetProperty("status").GetString());
        Assert.Equal("planned", (await own.GetAsync(after)).GetProperty("status").GetString());
        var problem = await own.PostAsync(
            Trainings, new { kind = "basic", form = "physical", startsAt = June, seats = 4 }, HttpStatusCode.Conflict);
        Assert.Equal("digital", problem.GetProperty("proposedForm").GetString());
        await own.MoveAsync(physical, new { to = "planned", startsAt = June }, HttpStatusCode.Conflict);
        await own.MoveAsync(physical, new { to = "planned", startsAt = June, form = "digital" });
        Assert.Contains("\"restrictions\"", Assert.Single(await own.EventsOfAsync(physical)).Payload, StringComparison.Ordinal);
        Assert.Equal("RestrictionDeclared", Assert.Single(await own.EventsOfAsync(declared.GetProperty("id").GetString()!)).Type);
    }

    [Theory]
    [InlineData("{\"kind\":\"basic\",\"form\":\"digital\",\"startsAt\":\"2021-06-01T18:00:00+02:00\",\"seats\":0}", "seats")]
    [InlineData("{\"form\":\"digital\",\"startsAt\":\"2021-06-01T18:00:00+02:00\",\"seats\":1}", "kind")]
    [InlineData("{\"kind\":\"basic\",\"form\":\"digital\",\"seats\":1}", "startsAt")]
    public async Task Error_names_the_invalid_field(string training, string field)
    {
        var problem = await app.PostAsync(Trainings, JsonElement.Parse(training), HttpStatusCode.BadRequest);

        Assert.Equal(field, Assert.Single(problem.GetProperty("errors").EnumerateObject()).Name);
    }

    private Task<JsonElement> BookAsync(string training, string group, NeighbourhoodWatchApp? own = null) =>
        (own ?? app).PostAsync(training + "/bookings", new { groupId = group[^36..], seats = 2 });

    private static string? State(JsonElement booking) => booking.GetProperty("state").GetString();

    private static object MemberWithMail(string email, string role = "mainContactPerson", string? acceptedSender = null) =>
        new
        {
            role, address = "Sjövägen 2", name = "Robin Exempel", email, consentOn = "2021-05-01", warningChannel = "mail",
            warningSender = acceptedSender,
        };

    private static async Task<string> WithContactAsync(NeighbourhoodWatchApp own, string email)
    {
        var group = await own.FormAsync();
        await own.PostAsync(group + "/members", MemberWithMail(email));
        return group;
    }

    private static async Task<IReadOnlyList<MimeMessage>> LettersAsync(NeighbourhoodWatchApp own, int count)
    {
        await Eventually.TrueAsync(() => Task.FromResult(own.Letters().Count >= count), $"{count} letters");
        return own.Letters();
    }

    private async Task<List<string?>> StatesAsync(string training, NeighbourhoodWatchApp? own = null) =>
        [.. (await (own ?? app).GetAsync(training + "/bookings")).GetProperty("items").EnumerateArray().Select(State)];
}
