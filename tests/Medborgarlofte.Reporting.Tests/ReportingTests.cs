namespace Medborgarlofte.Reporting.Tests;

/// <summary>Tests that share Reporting and have a municipality each.</summary>
public abstract class ReportingTests(ReportingApp app) : IClassFixture<ReportingApp>, IAsyncLifetime
{
    protected ReportingApp App => app;

    protected TestMunicipality Municipality { get; private set; } = null!;

    private protected Some Some => Municipality.Some;

    public virtual async ValueTask InitializeAsync() => Municipality = await app.AddMunicipalityAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return default;
    }
}

/// <summary>Tests that move the clock or rebuild the read models, with a Reporting of their own.</summary>
public abstract class IsolatedReportingTests : IAsyncLifetime
{
    protected ReportingApp App { get; } = new();

    protected TestMunicipality Municipality { get; private set; } = null!;

    private protected Some Some => Municipality.Some;

    public async ValueTask InitializeAsync()
    {
        await App.InitializeAsync();
        Municipality = await App.AddMunicipalityAsync();
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return App.DisposeAsync();
    }
}
