using System.Text.Json;
using MassTransit;
using Medborgarlofte.Contracts;
using Medborgarlofte.Contracts.ReferenceData;
using Medborgarlofte.Events;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.ReferenceData;

/// <summary>Keeps a module's read copy of the reference data that IncidentIntake owns.</summary>
/// <typeparam name="TContext">The module's context.</typeparam>
public sealed class ReferenceDataProjector<TContext>(TContext db) :
    IConsumer<MunicipalityChanged>, IConsumer<AreaChanged>, IConsumer<CategoryChanged>
    where TContext : ModuleDbContext
{
    /// <inheritdoc/>
    public Task Consume(ConsumeContext<MunicipalityChanged> context) =>
        KeepAsync(context.Message, context.Message.Municipality, context.Message.Municipality, context.Message.Version, context.CancellationToken);

    /// <inheritdoc/>
    public Task Consume(ConsumeContext<AreaChanged> context) =>
        KeepAsync(context.Message, context.Message.Municipality, context.Message.Area, context.Message.Version, context.CancellationToken);

    /// <inheritdoc/>
    public Task Consume(ConsumeContext<CategoryChanged> context) =>
        KeepAsync(context.Message, context.Message.Municipality, context.Message.Category, context.Message.Version, context.CancellationToken);

    private async Task KeepAsync<T>(T message, string municipality, string code, int version, CancellationToken cancellationToken)
    {
        var payload = JsonSerializer.Serialize(message, EventJson.Options);
        var copies = db.Set<ReferenceCopy>();
        var copy = await copies.SingleOrDefaultAsync(
            c => c.Municipality == municipality && c.Type == typeof(T).Name && c.Code == code, cancellationToken);
        if (copy is null)
        {
            copies.Add(new ReferenceCopy { Municipality = municipality, Type = typeof(T).Name, Code = code, Version = version, Payload = payload });
        }
        else if (copy.Version < version)
        {
            copy.Version = version;
            copy.Payload = payload;
        }

        await db.SaveChangesAsync(cancellationToken);
    }
}
