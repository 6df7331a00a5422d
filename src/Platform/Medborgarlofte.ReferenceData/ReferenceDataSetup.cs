using Medborgarlofte.Events;
using Microsoft.Extensions.DependencyInjection;

namespace Medborgarlofte.ReferenceData;

/// <summary>Registers a module's read copy of the reference data.</summary>
public static class ReferenceDataSetup
{
    /// <summary>Requests the other modules' earlier events at every start at which this module has no municipality.</summary>
    public static IServiceCollection AddInitialCatchUp<TContext>(
        this IServiceCollection services, string module, params string[] queueNames)
        where TContext : ModuleDbContext => services.AddInitialCatchUp<TContext, ReferenceCopy>(module, queueNames);
}
