using Medborgarlofte.Domain;
using Medborgarlofte.Reporting.Projections;

namespace Medborgarlofte.Reporting.FollowUps;

/// <summary>Replaces and restores the text of a row.</summary>
internal sealed class FollowUpTextEditor(ReportingDbContext db, ReadModelWriter writer, FollowUpDraft draft)
{
    /// <summary>The text of a row of the draft.</summary>
    /// <exception cref="NotFoundException">The draft has no such row (404).</exception>
    public async Task<ProblemText> ReadTextAsync(
        MunicipalityReference reference, Period period, Guid problemAreaId, CancellationToken cancellationToken)
    {
        var municipality = reference.Municipality.Municipality;
        var area = await db.FindProjectedAsync<ProblemAreaChanged>(municipality, problemAreaId, cancellationToken);
        var promise = area is null
            ? null
            : await db.FindProjectedAsync<PromiseChanged>(municipality, area.AsOf(period.LastDay).PromiseId, cancellationToken);
        var followUp = await draft.WriteAsync(reference, period, promise, cancellationToken);
        return followUp.Rows.FirstOrDefault(row => row.ProblemAreaId == problemAreaId)?.Problem
            ?? throw new NotFoundException($"Problemområdet i uppföljningen av {period.Name}");
    }

    /// <summary>Stores a coordinator's text, with the generated text that it replaces.</summary>
    public Task ReplaceAsync(
        FollowUpTextKey key, string text, string generated, HttpRequest request, CancellationToken cancellationToken) =>
        ChangeAsync(
            key,
            stored =>
            {
                request.RequireIfMatch(stored?.Version ?? 0);
                if (stored is null)
                {
                    db.FollowUpTexts.Add(new FollowUpText
                    {
                        Municipality = key.Municipality,
                        Period = key.Period,
                        ProblemAreaId = key.ProblemAreaId,
                        Text = text,
                        Generated = generated,
                    });
                }
                else
                {
                    stored.Text = text;
                    stored.Generated = generated;
                    stored.Version++;
                }
            },
            cancellationToken);

    /// <summary>Deletes the coordinator's text, if there is one.</summary>
    public Task RestoreAsync(FollowUpTextKey key, HttpRequest request, CancellationToken cancellationToken) => ChangeAsync(
        key,
        stored =>
        {
            if (stored is not null)
            {
                request.RequireIfMatch(stored.Version);
                db.FollowUpTexts.Remove(stored);
            }
        },
        cancellationToken);

    private Task ChangeAsync(FollowUpTextKey key, Action<FollowUpText?> change, CancellationToken cancellationToken) => writer.WriteAsync(
        db,
        async () =>
        {
            change(await db.FollowUpTexts.FindAsync([key.Municipality, key.Period, key.ProblemAreaId], cancellationToken));
            await db.SaveChangesAsync(cancellationToken);
        },
        cancellationToken);
}

/// <summary>The key of a coordinator's text.</summary>
/// <param name="Municipality">SCB municipality code.</param>
/// <param name="Period">Code of the period.</param>
/// <param name="ProblemAreaId">The problem area.</param>
internal sealed record FollowUpTextKey(string Municipality, string Period, Guid ProblemAreaId);
