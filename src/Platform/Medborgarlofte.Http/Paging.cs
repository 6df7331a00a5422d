namespace Medborgarlofte.Http;

/// <summary>A page of a list.</summary>
/// <typeparam name="T">Type of the items.</typeparam>
/// <param name="Items">The items of this page.</param>
/// <param name="Page">Number of this page, from 1.</param>
/// <param name="Limit">Maximum number of items per page.</param>
/// <param name="Total">Number of items on all pages.</param>
public sealed record PageOf<T>(IReadOnlyList<T> Items, int Page, int Limit, int Total)
{
    /// <summary>The same page with each item mapped by a function.</summary>
    public PageOf<TShown> Select<TShown>(Func<T, TShown> show) => new([.. Items.Select(show)], Page, Limit, Total);
}

/// <summary>The requested page of a list.</summary>
/// <param name="Page">Number of the page, from 1. Default: 1.</param>
/// <param name="Limit">Items per page, 1 to 200. Default: 20.</param>
public sealed record Paging(int? Page, int? Limit)
{
    /// <summary>Maximum number of items per page.</summary>
    public const int MaxLimit = 200;

    private const int MaxPage = 1_000_000;

    /// <summary>Number of the page.</summary>
    public int Number => Page ?? 1;

    /// <summary>Items per page.</summary>
    public int Size => Limit ?? 20;

    /// <summary>Number of items on earlier pages.</summary>
    public int Skip => (Number - 1) * Size;

    /// <summary>Validates page and limit.</summary>
    /// <exception cref="InvalidRequestException">Page or limit is out of range.</exception>
    public void Check()
    {
        var errors = new RequestErrors();
        if (Number is < 1 or > MaxPage)
        {
            errors.Add("page", $"page ska vara mellan 1 och {MaxPage}.");
        }

        if (Size is < 1 or > MaxLimit)
        {
            errors.Add("limit", $"limit ska vara mellan 1 och {MaxLimit}.");
        }

        errors.ThrowIfAny();
    }
}
