namespace Medborgarlofte.Reporting.Tests;

/// <summary>Base class of tests that share Reporting; each test has its own municipality.</summary>
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

/// <summary>Base class of tests that move the clock or rebuild the read models; each test has its own Reporting.</summary>
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
