using Medborgarlofte.Messaging.ReferenceData;
using Medborgarlofte.NeighbourhoodWatch.Duties;
using Medborgarlofte.NeighbourhoodWatch.Statistics;
using Medborgarlofte.NeighbourhoodWatch.Warnings;

namespace Medborgarlofte.NeighbourhoodWatch;

/// <summary>What all mail to households and contact persons has in common. The municipality's one switch stops every kind of it.</summary>
internal static class WatchMail
{
    /// <summary>Every kind of notice that the module sends.</summary>
    public static readonly string[] Kinds = [Warning.Kind, StatisticsAudience.NoticeKind, RemindContactPersons.NoticeKind];

    /// <summary>Who stands as sender, as it is called in a letter.</summary>
    public static string SenderName(this WarningSettings settings, MunicipalityReference reference) =>
        settings.Sender == WarningSender.Police ? "Polisen" : reference.Municipality.Name;
}
