using System.Text.Json;
using MassTransit;
using Medborgarlofte.Contracts;
using Medborgarlofte.Contracts.ReferenceData;
using Medborgarlofte.Events;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.ReferenceData;

/// <summary>Projects IncidentIntake's reference data into a module's read copy.</summary>
public sealed class ReferenceDataProjector<TContext>(TContext db) :
    IConsumer<MunicipalityChanged>, IConsumer<AreaChanged>, IConsumer<CategoryChanged>, IConsumer<PartyChanged>,
    IConsumer<ResultCodeChanged>
    where TContext : ModuleDbContext
{
    /// <inheritdoc/>
    public Task Consume(ConsumeContext<MunicipalityChanged> context) =>
        ProjectAsync(context, context.Message.Municipality, context.Message.Municipality, context.Message.Version);

    /// <inheritdoc/>
    public Task Consume(ConsumeContext<AreaChanged> context) =>
        ProjectAsync(context, context.Message.Municipality, context.Message.Area, context.Message.Version);

    /// <inheritdoc/>
    public Task Consume(ConsumeContext<CategoryChanged> context) =>
        ProjectAsync(context, context.Message.Municipality, context.Message.Category, context.Message.Version);

    /// <inheritdoc/>
    public Task Consume(ConsumeContext<PartyChanged> context) =>
        ProjectAsync(context, context.Message.Municipality, context.Message.Party, context.Message.Version);

    /// <inheritdoc/>
    public Task Consume(ConsumeContext<ResultCodeChanged> context) =>
        ProjectAsync(context, context.Message.Municipality, context.Message.ResultCode, context.Message.Version);

    private async Task ProjectAsync<T>(ConsumeContext<T> context, string municipality, string code, int version)
        where T : class
    {
        var payload = JsonSerializer.Serialize(context.Message, EventJson.Options);
        var copies = db.Set<ReferenceCopy>();
        var copy = await copies.SingleOrDefaultAsync(
            c => c.Municipality == municipality && c.Type == typeof(T).Name && c.Code == code, context.CancellationToken);
        if (copy is null)
        {
            copies.Add(new ReferenceCopy
            {
                Municipality = municipality, Type = typeof(T).Name, Code = code, Version = version, Payload = payload,
            });
        }
        else if (copy.Version < version)
        {
            copy.Version = version;
            copy.Payload = payload;
        }

        await db.SaveChangesAsync(context.CancellationToken);
    }
}
