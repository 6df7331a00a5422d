using Medborgarlofte.TestSupport;

namespace Medborgarlofte.ApiContract.Tests.Examples;

/// <summary>Examples of disclosures and retention.</summary>
internal static class RecordsExamples
{
    private const string Municipality = ExampleSession.Municipality;

    public static async Task RunAsync(ExampleSession api)
    {
        await DisclosuresAsync(api);
        await RetentionAsync(api);
    }

    private static async Task DisclosuresAsync(ExampleSession api)
    {
        const string Disclosures = Municipality + "/disclosures";
        var disclosure = await api.PostAsync("recordDisclosure", Disclosures, new
        {
            document = "statistics",
            query = "category=theft&area=ramdal&reportedFrom=2021-01-01",
            authority = "Polismyndigheten, region Öst",
            legalGround = "10 kap. 24 § offentlighets- och sekretesslagen (2009:400)",
            decisionNumber = "KS 2021/112",
            disclosedOn = "2021-05-03",
        });
        await api.PostAsync("recordDisclosure", Disclosures, new { document = "incident" }, 400);
        await api.GetAsync("listDisclosures", Disclosures);
        await api.GetAsync("getDisclosure", $"{Disclosures}/{disclosure.Text("id")}");
        await api.GetAsync("getDisclosure", $"{Disclosures}/01793150-0000-7000-8000-000000000000", 404);
    }

    private static async Task RetentionAsync(ExampleSession api)
    {
        const string Rules = Municipality + "/retention-rules";
        const string Runs = Municipality + "/retention-runs";
        await api.PutAsync("changeRetentionRule", Rules + "/incidentText", new { months = 24, decisionNumber = "KS 2021/45" }, "\"0\"");
        await api.PutAsync("changeRetentionRule", Rules + "/incidentText", new { months = 0 }, status: 400);
        await api.GetAsync("getRetentionRule", Rules + "/incidentText");
        await api.GetAsync("getRetentionRule", Rules + "/okänd", 404);
        await api.GetAsync("listRetentionRules", Rules);
        var run = await api.PostAsync("startRetentionRun", Runs, null);
        await api.GetAsync("listRetentionRuns", Runs);
        await api.GetAsync("getRetentionRun", $"{Runs}/{run.Text("id")}");
    }
}
