using Xunit;

namespace Medborgarlofte.TestSupport;

/// <summary>A class fixture: a module on SQL Server, or nothing where there is no server.</summary>
/// <typeparam name="TApp">The module.</typeparam>
public sealed class OnSqlServer<TApp> : IAsyncLifetime
    where TApp : ModuleApp, IAsyncLifetime, new()
{
    private TApp? _app;

    /// <summary>The module; skips the test that asks where there is no server.</summary>
    public TApp App
    {
        get
        {
            if (_app is null)
            {
                TestDatabase.Skip();
            }

            return _app;
        }
    }

    /// <summary>Starts the module.</summary>
    public async ValueTask InitializeAsync()
    {
        if (await TestDatabase.CanBeOnAsync(Provider.SqlServer))
        {
            _app = new TApp { Provider = Provider.SqlServer };
            await _app.InitializeAsync();
        }
    }

    /// <summary>Stops the module and removes its database.</summary>
    public ValueTask DisposeAsync() => _app is null ? default : ((IAsyncDisposable)_app).DisposeAsync();
}
