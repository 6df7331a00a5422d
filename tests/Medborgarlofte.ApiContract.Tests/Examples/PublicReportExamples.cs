using Medborgarlofte.TestSupport;

namespace Medborgarlofte.ApiContract.Tests.Examples;

/// <summary>Examples of reports from the public.</summary>
internal static class PublicReportExamples
{
    private const string Municipality = ExampleSession.Municipality;

    public static async Task RunAsync(ExampleSession api)
    {
        await ReportsAsync(api);
        await Open311Async(api);
    }

    private static async Task ReportsAsync(ExampleSession api)
    {
        var report = new
        {
            category = "littering",
            area = "ramdal",
            occurredFrom = "2021-05-02T20:00:00+02:00",
            description = "Skräp ligger kvar vid lekplatsen.",
        };
        var receipt = await api.PostAsync("reportPublicly", Municipality + "/public-reports", report);
        await api.PostAsync("reportPublicly", Municipality + "/public-reports", new { category = "littering", area = "ramdal" }, 400);
        await api.PostAsync("createMunicipality", "municipalities", new { code = "0480", name = "Nyköping", takesPublicReports = false });
        await api.PostAsync("reportPublicly", "municipalities/0480/public-reports", report, 403);
        await api.PostAsync(
            "askPublicReportStatus", Municipality + "/public-report-statuses", new { receiptToken = receipt.Text("receiptToken") }, 200);
        await api.PostAsync("askPublicReportStatus", Municipality + "/public-report-statuses", new { receiptToken = "okänd" }, 404);
    }

    private static async Task Open311Async(ExampleSession api)
    {
        const string Clients = Municipality + "/open311-clients";
        const string Open311 = "/open311/0481";
        var client = await api.PostAsync("createOpen311Client", Clients, new { system = "Felanmälan Oxelösund", rateClass = "standard" });
        await api.PostAsync("createOpen311Client", Clients, new { system = "" }, 400);
        await api.GetAsync("listOpen311Clients", Clients);
        await api.GetAsync("getOpen311Client", $"{Clients}/{client.Text("id")}");
        await api.GetAsync("getOpen311Client", $"{Clients}/01793150-0000-7000-8000-000000000000", 404);

        var key = client.Text("apiKey");
        var sent = await api.PostFormAsync(
            Open311 + "/requests.json", new() { ["api_key"] = key, ["service_code"] = "littering", ["address_id"] = "ramdal" });
        var id = sent[0].Text("service_request_id");
        await api.PostFormAsync(
            Open311 + "/servicerequestupdates.json",
            new()
            {
                ["api_key"] = key,
                ["service_request_id"] = id,
                ["status"] = "open",
                ["description"] = "Säckarna står nu vid garaget.",
            });
        await api.GetAsync("listServiceRequestUpdates", Municipality + "/service-request-updates?incident=" + id);
        await api.PostAsync("revokeOpen311Client", $"{Clients}/{client.Text("id")}/revocations", null, 200);
    }
}
