namespace Medborgarlofte.ApiContract.Tests.Document;

/// <summary>Descriptions of the resources, with the Swedish terms of the parties.</summary>
internal static class TagText
{
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["api-info"] = "Name, version and status of the API.",
        ["municipalities"] = "Kommuner: the municipalities that use the service.",
        ["areas"] = "Områden: the neighbourhoods of a municipality.",
        ["categories"] = "Kategorier: types of incidents, with forms, targets and stolen goods.",
        ["incidents"] = "Händelser: incidents reported by the parties.",
        ["incident-imports"] = "Importer: incidents from a file.",
        ["citizen-views"] = "Medborgarnas åsikter: where it feels unsafe, and why.",
        ["public-reports"] = "Rapporter från allmänheten: reports from the public, quarantined until a party has verified them.",
        ["public-report-statuses"] = "Kvittenser: status of a report from the public.",
        ["open311-clients"] = "Open311-klienter: systems with an API key for service requests.",
        ["service-request-updates"] = "Kompletteringar: additions by Open311 clients to their service requests.",
        ["disclosures"] = "Utlämnanden: disclosures of data to law enforcement.",
        ["retention-rules"] = "Gallringsregler: the retention period of each type of document.",
        ["retention-runs"] = "Gallringar: erasures of documents past their retention period.",
        ["promises"] = "Medborgarlöften: the promises of the police and the municipality.",
        ["commitments"] = "Åtaganden: the commitments of the parties within a promise, with their progress.",
        ["result-codes"] = "Resultatkoder: the codes of results of activities, with their names.",
        ["duplicate-suggestions"] = "Troliga dubbletter: incidents that several parties have probably reported.",
        ["parties"] = "Parter: the register of the parties that work with a municipality's promises.",
        ["problem-areas"] = "Problemområden and their effekter: the rows of the follow-up.",
        ["measures"] = "Åtgärder: the measures of the parties, with activity logs (prestation) and outcome events (händelseutfall).",
        ["notices"] = "Aviseringar: notices about measures, with recipients and delivery state.",
        ["party-contacts"] = "Funktionsbrevlådor: the mailboxes of the parties for notices about measures.",
        ["meetings"] = "EST-möten: meetings where the parties decide, with generated agenda and minutes.",
        ["watch-groups"] = "Grannsamverkan: groups of residents who watch over their area.",
        ["trainings"] = "Utbildningar: training sessions for watch groups, with seats and a waiting list.",
        ["restrictions"] = "Restriktioner: periods in which physical training is not allowed.",
        ["warnings"] = "Varningar: warnings to the groups of an area, and their settings.",
        ["watch-settings"] = "Inställningar för grannsamverkan: the settings of the municipality.",
        ["situational-pictures"] = "Lägesbilder: incidents of a period by number, category and area.",
        ["follow-ups"] = "Uppföljningar: problem areas, measures and effects of each tertial.",
        ["replays"] = "Ombyggnader: rebuilds of the read models from the event logs.",
    };
}
