using Medborgarlofte.Contracts.Incidents;
using Medborgarlofte.Reporting.Collection;
using Medborgarlofte.Reporting.Projections;
using Medborgarlofte.Reporting.Replay;

namespace Medborgarlofte.Reporting.SituationalPictures;

/// <summary>
/// Releases the situational pictures of closed periods to everyone, and reads them. The pictures of a year are one release: a later
/// picture takes the earlier ones into account. A released count stays as it is until at least as many cases as the threshold have been
/// added or removed, so that nobody can follow single cases.
/// </summary>
internal sealed class PictureReleases(
    ReportingDbContext db,
    ReadModelWriter writer,
    SituationalPictureQuery pictures,
    ReleaseDisclosure disclosure,
    CubeReader cube,
    SmallCellSuppression smallCells,
    TimeProvider time)
{
    // Delayed reports are included.
    private const int DaysAfterPeriod = 3;
    private const int RetryAfterSeconds = 60;

    /// <summary>The day on which the picture of a period is released.</summary>
    public static DateOnly DayOf(Period period) => period.LastDay.AddDays(DaysAfterPeriod);

    /// <summary>The picture of a month, tertial or year that everyone may read. Releases it if it is not released yet.</summary>
    /// <exception cref="ProblemException">The period is not closed (404), or the read models are being rebuilt (503).</exception>
    public async Task<SituationalPicture> ReadAsync(MunicipalityReference reference, Period period, CancellationToken cancellationToken)
    {
        if (reference.Today(time) < DayOf(period))
        {
            throw new ProblemException(
                StatusCodes.Status404NotFound,
                "not-released",
                "Inte publicerad ännu",
                $"Lägesbilden för {period.Name} publiceras den {SwedishText.Day(DayOf(period))}, när perioden är slut.");
        }

        if (await FindOrReleaseAsync(reference, period, cancellationToken) is not { } released)
        {
            throw await ReplayRun.IsRunningAsync(db, cancellationToken)
                ? new ProblemException(
                    StatusCodes.Status503ServiceUnavailable, "rebuilding", "Lägesbilden byggs upp på nytt", "Försök igen om en stund.")
                {
                    RetryAfterSeconds = RetryAfterSeconds,
                }
                : new NotFoundException($"Uppgifter om {period.Name}");
        }

        return await WithComparisonsAsync(reference, period, released, cancellationToken);
    }

    /// <summary>The picture of a closed period, or null without data about it and while the read models are being rebuilt.</summary>
    public async Task<SituationalPicture?> FindAsync(MunicipalityReference reference, Period period, CancellationToken cancellationToken) =>
        await FindOrReleaseAsync(reference, period, cancellationToken) is { } released
            ? await WithComparisonsAsync(reference, period, released, cancellationToken)
            : null;

    /// <summary>The picture of the latest closed month with cases, or null if there is none.</summary>
    public async Task<SituationalPicture?> ReadLatestMonthAsync(MunicipalityReference reference, CancellationToken cancellationToken)
    {
        var today = reference.Today(time);
        var months = await cube.CasesByMonthAsync(reference.Municipality.Municipality, cancellationToken);
        var closed = months.Keys.Select(Period.MonthOf).Where(month => DayOf(month) <= today).ToList();
        return closed.MaxBy(month => month.FirstDay) is { } latest ? await FindAsync(reference, latest, cancellationToken) : null;
    }

    /// <summary>
    /// Whether the municipality has data about a year. A year without cases says "none" only if the year before had some: otherwise
    /// nobody may have collected them.
    /// </summary>
    public async Task<bool> HasDataAsync(string municipality, int year, CancellationToken cancellationToken)
    {
        var months = await cube.CasesByMonthAsync(municipality, cancellationToken);
        return months.Keys.Any(month => month.Year == year || month.Year == year - 1)
            || (await db.ReadProjectedAsync<CitizenViewReceived>(
                municipality, cancellationToken, new DateOnly(year, 1, 1), new DateOnly(year, 12, 31))).Count > 0;
    }

    /// <summary>Revises the released years in which a month has changed by as many cases as may be shown.</summary>
    public async Task ReviseAsync(MunicipalityReference reference, CancellationToken cancellationToken)
    {
        var municipality = reference.Municipality.Municipality;
        var released = await db.ReleasedPictures.AsNoTracking()
            .Where(picture => picture.Municipality == municipality)
            .ToListAsync(cancellationToken);
        var counted = await cube.CasesByMonthAsync(municipality, cancellationToken);
        var changed = released
            .Where(picture => Period.Parse(picture.Period).IsMonth()
                && smallCells.IsNewCount(
                    counted.GetValueOrDefault(picture.FirstDay), CountsOf(picture)!.Exact(PictureCounts.Total)))
            .Select(picture => picture.FirstDay.Year)
            .Distinct();
        foreach (var year in changed)
        {
            await ReleaseAsync(reference, year, cancellationToken);
        }
    }

    /// <summary>Releases the closed periods of a year that are not released, and revises the others.</summary>
    public Task ReleaseAsync(MunicipalityReference reference, int year, CancellationToken cancellationToken)
    {
        var municipality = reference.Municipality.Municipality;
        var today = reference.Today(time);
        List<Period> periods = [.. Period.MonthsTertialsAndYear(year).Where(period => DayOf(period) <= today)];
        return writer.WriteAsync(
            db,
            async () =>
            {
                if (await ReplayRun.IsRunningAsync(db, cancellationToken))
                {
                    return;
                }

                var released = await db.ReleasedPictures
                    .Where(picture => picture.Municipality == municipality && picture.FirstDay.Year == year)
                    .ToDictionaryAsync(picture => picture.Period, cancellationToken);
                var earlier = released.ToDictionary(picture => picture.Key, picture => CountsOf(picture.Value)!);
                var exact = new Dictionary<Period, (SituationalPicture Picture, IReadOnlyDictionary<string, int> Counts)>();
                foreach (var period in periods)
                {
                    var picture = await pictures.ReadAllCountsAsync(reference, period, cancellationToken);
                    exact.Add(period, (picture, PictureCounts.Of(picture)));
                }

                var firstMonths = SnapshotJson.Write(await cube.FirstMonthsAsync(municipality, cancellationToken));
                var decided = await disclosure.DecidePicturesAsync(
                    municipality, year, today.AddDays(-DaysAfterPeriod), cancellationToken);
                foreach (var (period, (picture, counts)) in exact)
                {
                    var stored = counts.Keys.Union(earlier.GetValueOrDefault(period.Code)?.Counts.Keys ?? [])
                        .ToDictionary(key => key, key => Stored(period, key), StringComparer.Ordinal);
                    Store(released.GetValueOrDefault(period.Code), period, picture, SnapshotJson.Write(stored));
                }

                await db.SaveChangesAsync(cancellationToken);

                int Stored(Period period, string key)
                {
                    if (earlier.GetValueOrDefault(period.Code) is { } before
                        && !smallCells.IsNewCount(exact[period].Counts.GetValueOrDefault(key), before.Exact(key)))
                    {
                        return before.Counts.GetValueOrDefault(key);
                    }

                    var cell = decided.GetValueOrDefault(ReleaseDisclosure.CellOf(period, key).Key);
                    return cell is null ? 0 : cell.IsShown ? cell.Count : -cell.Count;
                }

                void Store(ReleasedPicture? stored, Period period, SituationalPicture picture, string counts)
                {
                    if (stored is null)
                    {
                        db.Add(stored = new ReleasedPicture
                        {
                            Municipality = municipality,
                            Period = period.Code,
                            FirstDay = period.FirstDay,
                            ReleasedAt = time.GetUtcNow(),
                            Picture = "",
                            Counts = "",
                        });
                    }

                    stored.FirstMonths ??= firstMonths;
                    if (stored.Counts != counts)
                    {
                        stored.FirstMonths = firstMonths;
                        stored.Counts = counts;
                        stored.Picture = SnapshotJson.Write(picture.WithoutCounts());
                        stored.ReleasedAt = time.GetUtcNow();
                    }
                }
            },
            cancellationToken);
    }

    private async Task<SituationalPicture> WithComparisonsAsync(
        MunicipalityReference reference, Period period, ReleasedPicture released, CancellationToken cancellationToken)
    {
        var picture = PictureCounts.With(
            SnapshotJson.Read<SituationalPicture>(released.Picture) with { ReleasedAt = released.ReleasedAt },
            CountsOf(released)!,
            CountsOf(await FindOrReleaseAsync(reference, period.Previous(), cancellationToken)),
            CountsOf(await FindOrReleaseAsync(reference, period.SamePeriodLastYear(), cancellationToken)));
        var collected = released.FirstMonths is { } months
            ? new CollectedCategories(reference.Categories, SnapshotJson.Read<Dictionary<string, DateOnly>>(months))
            : await CollectedCategories.ReadAsync(cube, reference, cancellationToken);
        return new PictureCollection(collected, reference).ApplyTo(picture);
    }

    private async Task<ReleasedPicture?> FindOrReleaseAsync(
        MunicipalityReference reference, Period period, CancellationToken cancellationToken)
    {
        if (await FindAsync(reference.Municipality.Municipality, period, cancellationToken) is { } released)
        {
            return released;
        }

        // Checked before the release takes the write lock, because anybody may ask for any year, and earlier years are often compared.
        if (!await HasDataAsync(reference.Municipality.Municipality, period.FirstDay.Year, cancellationToken))
        {
            return null;
        }

        await ReleaseAsync(reference, period.FirstDay.Year, cancellationToken);
        return await FindAsync(reference.Municipality.Municipality, period, cancellationToken);
    }

    private Task<ReleasedPicture?> FindAsync(string municipality, Period period, CancellationToken cancellationToken) =>
        db.ReleasedPictures.AsNoTracking().SingleOrDefaultAsync(
            picture => picture.Municipality == municipality && picture.Period == period.Code, cancellationToken);

    private static ReleasedCounts? CountsOf(ReleasedPicture? picture) =>
        picture is null ? null : new(SnapshotJson.Read<Dictionary<string, int>>(picture.Counts));
}
