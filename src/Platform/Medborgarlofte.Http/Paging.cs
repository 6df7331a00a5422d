namespace Medborgarlofte.Http;

/// <summary>One page of a list.</summary>
/// <typeparam name="T">What the list holds.</typeparam>
/// <param name="Items">The items of this page.</param>
/// <param name="Page">Number of this page, from 1.</param>
/// <param name="Limit">Greatest number of items on a page.</param>
/// <param name="Total">Number of items on all pages.</param>
public sealed record PageOf<T>(IReadOnlyList<T> Items, int Page, int Limit, int Total)
{
    /// <summary>The same page with each item shown in another way.</summary>
    public PageOf<TShown> Select<TShown>(Func<T, TShown> show) => new([.. Items.Select(show)], Page, Limit, Total);
}

/// <summary>Which page of a list is asked for.</summary>
/// <param name="Page">Number of the page, from 1; 1 unless told.</param>
/// <param name="Limit">Items on a page, 1 to 200; 20 unless told.</param>
public sealed record Paging(int? Page, int? Limit)
{
    /// <summary>Greatest number of items that one page may hold.</summary>
    public const int MaxLimit = 200;

    private const int MaxPage = 1_000_000;

    /// <summary>Number of the page.</summary>
    public int Number => Page ?? 1;

    /// <summary>Items on a page.</summary>
    public int Size => Limit ?? 20;

    /// <summary>Items on the pages before.</summary>
    public int Skip => (Number - 1) * Size;

    /// <summary>Checks that each part is in range.</summary>
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
