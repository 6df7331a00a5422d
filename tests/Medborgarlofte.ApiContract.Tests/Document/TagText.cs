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
        ["public-reports"] = "Rapporter från allmänheten: what anyone tells, in quarantine until a party has verified it.",
        ["public-report-statuses"] = "Kvittenser: how a report from the public goes.",
        ["open311-clients"] = "Open311-klienter: systems with a key to send service requests.",
        ["service-request-updates"] = "Kompletteringar: what Open311 clients add to what they have sent.",
        ["disclosures"] = "Utlämnanden: what was handed to law enforcement.",
        ["retention-rules"] = "Gallringsregler: how long each type of document is kept.",
        ["retention-runs"] = "Gallringar: what was erased when.",
        ["promises"] = "Medborgarlöften: what police and municipality promise.",
        ["commitments"] = "Åtaganden: what the parties commit to within a promise, and how far it has come.",
        ["problem-areas"] = "Problemområden and their effekter: the rows of the follow-up.",
        ["measures"] = "Åtgärder: what the parties do, with activity logs (prestation) and what happened (händelseutfall).",
        ["notices"] = "Aviseringar: who was told what about measures, and how the sending goes.",
        ["party-contacts"] = "Funktionsbrevlådor: where each party is told of its measures.",
        ["meetings"] = "EST-möten: where the parties decide, with agenda and minutes drawn up by the system.",
        ["watch-groups"] = "Grannsamverkan: residents who watch over their area.",
        ["trainings"] = "Utbildningar: sessions for watch groups, with seats and waiting list.",
        ["restrictions"] = "Restriktioner: periods in which no physical training may be held.",
        ["warnings"] = "Varningar: what the groups of an area were warned of, and when they are.",
        ["watch-settings"] = "Inställningar för grannsamverkan: what the municipality has decided.",
        ["situational-pictures"] = "Lägesbilder: how much, of what and where.",
        ["follow-ups"] = "Uppföljningar: problem area, measure and effect of each tertial.",
        ["replays"] = "Ombyggnader: the read models built anew from the event logs.",
    };
}
