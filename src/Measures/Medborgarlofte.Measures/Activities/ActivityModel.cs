using System.Text.Json;
using Medborgarlofte.Contracts;
using Medborgarlofte.Contracts.Measures;
using Medborgarlofte.Http;
using Medborgarlofte.Swedish;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Medborgarlofte.Measures.Activities;

/// <summary>The table of the activity logs.</summary>
internal static class ActivityModel
{
    private const int AreaLength = 64;

    public static void Configure(EntityTypeBuilder<Activity> activity)
    {
        activity.Property(a => a.Party).HasMaxLength(PartyCode.MaxLength);
        activity.Property(a => a.ExternalId).HasMaxLength(Activity.ExternalIdLength);
        activity.Property(a => a.Area).HasMaxLength(AreaLength);
        activity.HasIndex(a => new { a.Municipality, a.Party, a.ExternalId }).IsUnique();
        activity.HasIndex(a => new { a.MeasureId, a.On });
        activity.HasOne<Measure>().WithMany().HasForeignKey(a => a.MeasureId).HasPrincipalKey(m => m.PublicId).OnDelete(DeleteBehavior.Restrict);

        // Results are written and read with their entry and never searched.
        activity.Property(a => a.Results).HasConversion(
            results => JsonSerializer.Serialize(results, EventJson.Options),
            json => JsonSerializer.Deserialize<List<ActivityResult>>(json, EventJson.Options)!,
            new ValueComparer<List<ActivityResult>>(
                (one, other) => one!.SequenceEqual(other!),
                results => results.Aggregate(0, (hash, result) => HashCode.Combine(hash, result)),
                results => results.ToList()));
    }
}
