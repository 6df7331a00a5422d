using Medborgarlofte.TestSupport;

namespace Medborgarlofte.IncidentIntake.Tests;

public sealed class ListIncidentsTests(ListIncidentsTests.FourIncidentsApp stock) : IClassFixture<ListIncidentsTests.FourIncidentsApp>
{
    [Theory]
    [InlineData("", "D C B A")]
    [InlineData("status=verified", "B")]
    [InlineData("status=Reported", "D C A")]
    [InlineData("category=theft", "C")]
    [InlineData("area=sunda", "D B")]
    [InlineData("source=school", "A")]
    [InlineData("reportedFrom=2021-04-03", "D C")]
    [InlineData("reportedTo=2021-04-02", "B A")]
    [InlineData("reportedFrom=2021-04-02&reportedTo=2021-04-02", "B")]
    [InlineData("occurredFrom=2021-04-02", "C")]
    [InlineData("occurredTo=2021-03-01", "D")]
    [InlineData("area=sunda&status=reported", "D")]
    [InlineData("area=atlantis", "")]
    [InlineData("sort=reportedAt", "A B C D")]
    [InlineData("sort=-reportedAt", "D C B A")]
    [InlineData("sort=occurredFrom", "D A B C")]
    [InlineData("sort=-occurredFrom", "C B A D")]
    [InlineData("sort=registeredAt", "A B C D")]
    [InlineData("sort=-registeredAt", "D C B A")]
    [InlineData("sort=reportedAt&limit=3", "A B C")]
    [InlineData("sort=reportedAt&limit=3&page=2", "D")]
    [InlineData("limit=3&page=3", "")]
    public async Task List_is_filtered_and_sorted(string query, string expected)
    {
        var list = (await stock.GetAsync("/incidents?" + query)).Is(HttpStatusCode.OK);

        Assert.Equal(expected, string.Join(' ', list.Texts("externalId")));
    }

    [Fact]
    public async Task Page_contains_its_number_and_the_total()
    {
        var list = await stock.GetAsync("/incidents?limit=3&page=2");

        Assert.Equal((2, 3, 4), (list.NumberOf("page"), list.NumberOf("limit"), list.NumberOf("total")));
    }

    [Theory]
    [InlineData("page=0", "page")]
    [InlineData("page=1000001", "page")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=201", "limit")]
    [InlineData("sort=name", "sort")]
    [InlineData("status=stolen", "status")]
    [InlineData("status=1", "status")]
    [InlineData("status=-1", "status")]
    [InlineData("status=reported,verified", "status")]
    [InlineData("reportedFrom=1021-01-01", "reportedFrom")]
    [InlineData("occurredTo=9999-12-31", "occurredTo")]
    public async Task Invalid_query_parameter_is_rejected_by_name(string query, string field) =>
        (await stock.GetAsync("/incidents?" + query)).IsProblem(HttpStatusCode.BadRequest, field);

    [Theory]
    [InlineData("reportedFrom=yesterday")]
    [InlineData("page=one")]
    public async Task Malformed_query_parameter_is_rejected(string query) =>
        (await stock.GetAsync("/incidents?" + query))
            .IsProblem(HttpStatusCode.BadRequest, query[..query.IndexOf('=', StringComparison.Ordinal)]);

    /// <summary>Four incidents, A to D; D's report falls on 4 April in Sweden but on 3 April in UTC.</summary>
    public sealed class FourIncidentsApp : IntakeApp
    {
        public override async ValueTask InitializeAsync()
        {
            await base.InitializeAsync();
            await AddAsync("A", "2021-04-01T08:00:00Z", ("source", "school"), ("occurredFrom", "2021-04-01T01:00:00Z"));
            var verified = await AddAsync("B", "2021-04-02T08:00:00Z", ("area", "sunda"), ("occurredFrom", "2021-04-01T02:00:00Z"));
            (await MoveAsync(verified.Id, "verified")).Is(HttpStatusCode.OK);
            await AddAsync(
                "C", "2021-04-03T08:00:00Z", ("category", "theft"), ("occurredFrom", "2021-04-01T03:00:00Z"),
                ("occurredTo", "2021-04-02T03:00:00Z"));
            await AddAsync("D", "2021-04-03T22:30:00Z", ("area", "sunda"), ("occurredFrom", "2021-02-28T23:30:00Z"));
        }

        private async Task<Answer> AddAsync(string externalId, string reportedAt, params (string Name, JsonNode? Value)[] members)
        {
            Clock.Advance(TimeSpan.FromMinutes(1));
            return await ReportAsync([("externalId", externalId), ("reportedAt", reportedAt), .. members]);
        }
    }
}
