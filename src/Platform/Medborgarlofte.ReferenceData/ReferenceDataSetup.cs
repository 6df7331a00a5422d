using Medborgarlofte.Events;
using Microsoft.Extensions.DependencyInjection;

namespace Medborgarlofte.ReferenceData;

/// <summary>Registers a module's read copy of the reference data.</summary>
public static class ReferenceDataSetup
{
    /// <summary>Requests the other modules' earlier events at every start at which this module has no municipality.</summary>
    /// <typeparam name="TContext">The module's context, with a read copy of the reference data.</typeparam>
    /// <param name="services">The services.</param>
    /// <param name="module">Name of the module.</param>
    /// <param name="queueNames">The queues that receive the events.</param>
    public static IServiceCollection AddInitialCatchUp<TContext>(
        this IServiceCollection services, string module, params string[] queueNames)
        where TContext : ModuleDbContext => services.AddInitialCatchUp<TContext, ReferenceCopy>(module, queueNames);
}
