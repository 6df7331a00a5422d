namespace Medborgarlofte.ApiContract.Tests.Document;

/// <summary>What the resources are, under the Swedish words that the parties use.</summary>
internal static class TagText
{
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["api-info"] = "What the API is: name, version, status.",
        ["municipalities"] = "Kommuner: the municipalities that use the service.",
        ["areas"] = "Områden: the neighbourhoods of a municipality.",
        ["categories"] = "Kategorier: what incidents can be, with forms, targets and stolen goods.",
        ["incidents"] = "Händelser: what the parties report.",
        ["incident-imports"] = "Importer: incidents from a file.",
        ["citizen-views"] = "Medborgarnas åsikter: where it feels unsafe, and why.",
        ["promises"] = "Medborgarlöften: what police and municipality promise.",
        ["problem-areas"] = "Problemområden and their effekter: the rows of the follow-up.",
        ["measures"] = "Åtgärder: what the parties do.",
        ["watch-groups"] = "Grannsamverkan: residents who watch over their area.",
        ["situational-pictures"] = "Lägesbilder: how much, of what and where.",
        ["follow-ups"] = "Uppföljningar: problem area, measure and effect of each tertial.",
        ["replays"] = "Ombyggnader: the read models built anew from the event logs.",
    };
}
