namespace Medborgarlofte.Reporting.Pages;

/// <summary>The common prefix of the page routes.</summary>
internal static class PageRoutes
{
    /// <summary>The start page of a municipality.</summary>
    public const string Municipality = @"/{municipality:regex(^\d{{4}}$)}";
}
