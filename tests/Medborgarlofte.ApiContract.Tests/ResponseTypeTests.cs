using System.Reflection;
using Medborgarlofte.Events;
using Medborgarlofte.Persistence;
using Medborgarlofte.Privacy;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Medborgarlofte.ApiContract.Tests;

/// <summary>Trust check 10: responses have types of their own and never contain entities.</summary>
[Collection(ContractApp.OneAtATime)]
public sealed class ResponseTypeTests
{
    [Fact]
    public async Task Trust_10_every_response_has_its_own_type_and_is_no_entity()
    {
        await using var app = await ContractApp.StartAsync();
        await using var scope = app.Services.CreateAsyncScope();
        var entities = AppDomain.CurrentDomain.GetAssemblies()
            .Where(assembly => assembly.GetName().Name!.StartsWith("Medborgarlofte.", StringComparison.Ordinal))
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.IsAssignableTo(typeof(ModuleDbContext)))
            .Select(type => scope.ServiceProvider.GetService(type))
            .OfType<DbContext>()
            .SelectMany(db => db.Model.GetEntityTypes().Select(entity => entity.ClrType))
            .ToHashSet();
        var api = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.TrimStart('/').StartsWith("api/v1/", StringComparison.Ordinal)
                && endpoint.Metadata.GetMetadata<IEndpointNameMetadata>() is not null)
            .ToList();

        Assert.NotEmpty(entities);
        Assert.NotEmpty(api);
        Assert.All(api, endpoint => Assert.NotEmpty(Answers(endpoint)));
        var answered = new HashSet<Type>();
        foreach (var type in api.SelectMany(Answers).Select(answer => answer.Type).OfType<Type>())
        {
            Collect(type, answered);
        }

        Assert.Empty(answered.Intersect(entities));
        Assert.All(answered, type => Assert.True(type.IsVisible, $"{type} is answered, but not public."));
    }

    private static IEnumerable<IProducesResponseTypeMetadata> Answers(Endpoint endpoint) =>
        endpoint.Metadata.OfType<IProducesResponseTypeMetadata>().Where(answer => answer.StatusCode < 400);

    private static void Collect(Type type, HashSet<Type> found)
    {
        foreach (var argument in type.GetGenericArguments())
        {
            Collect(argument, found);
        }

        if (type.Namespace?.StartsWith("Medborgarlofte", StringComparison.Ordinal) == true && found.Add(type))
        {
            foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            {
                Collect(property.PropertyType, found);
            }
        }
    }
}
