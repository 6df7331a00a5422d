using System.Text.Json;
using System.Text.Json.Serialization;
using MassTransit;
using Medborgarlofte.Persistence;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Medborgarlofte.Events;

/// <summary>Sets up the one bus of a process: RabbitMQ where a broker is configured, otherwise in memory.</summary>
public static class EventBusSetup
{
    /// <summary>Adds the bus with the queues of the modules in this process.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">RabbitMQ is used where ConnectionStrings:rabbitmq (amqp://…) is set.</param>
    /// <param name="modules">What each module consumes.</param>
    public static IServiceCollection AddEventBus(
        this IServiceCollection services, IConfiguration configuration, params Action<QueueCatalogue>[] modules)
    {
        var queues = new QueueCatalogue();
        foreach (var addQueues in modules)
        {
            addQueues(queues);
        }

        var broker = configuration.GetConnectionString("rabbitmq");
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(queues);
        services.AddSingleton(new EventBusOptions(string.IsNullOrEmpty(broker) ? null : broker));
        services.AddSingleton<EventDelivery>();
        services.AddSingleton<BusStarted>();
        services.AddOptions<MassTransitHostOptions>().Configure(options => options.StopTimeout = TimeSpan.FromSeconds(20));
        services.AddMassTransit(bus =>
        {
            // MassTransit would tell its makers over the internet how it is used.
            bus.DisableUsageTelemetry();
            foreach (var consumer in queues.All.SelectMany(queue => queue.Consumers))
            {
                bus.AddConsumer(consumer);
            }

            if (string.IsNullOrEmpty(broker))
            {
                bus.UsingInMemory((context, factory) =>
                {
                    factory.ConnectReceiveObserver(new LateObserver(context));
                    ConfigureQueues(factory, context, queues, _ => { });
                });
            }
            else
            {
                bus.UsingRabbitMq((context, factory) =>
                {
                    factory.Host(new Uri(broker));
                    factory.ConnectReceiveObserver(new LateObserver(context));
                    ConfigureQueues(factory, context, queues, endpoint =>
                    {
                        var rabbit = (IRabbitMqReceiveEndpointConfigurator)endpoint;
                        foreach (var (name, value) in ErrorQueueMonitor.QueueArguments)
                        {
                            rabbit.SetQueueArgument(name, value!);
                        }
                    });
                });
            }
        });
        services.AddHostedService<SignalBusStarted>();
        if (!string.IsNullOrEmpty(broker))
        {
            services.AddHostedService<ErrorQueueMonitor>();
            services.AddRefusedLoginMonitor(configuration);
        }

        // Unready until the broker has been reached once. Later it may be away: reports are durable without it.
        services.AddHealthChecks().Add(new HealthCheckRegistration(
            "broker", provider => new ReachedOnce(provider.GetRequiredService<BusStarted>()), HealthStatus.Unhealthy, ["ready"]));
        return services;
    }

    private static void ConfigureQueues<TEndpoint>(
        IBusFactoryConfigurator<TEndpoint> factory,
        IBusRegistrationContext context,
        QueueCatalogue queues,
        Action<IReceiveEndpointConfigurator> configure)
        where TEndpoint : IReceiveEndpointConfigurator
    {
        factory.ConfigureJsonSerializerOptions(WithNamedEnumerations);

        // A message that comes before the database is ready waits, instead of failing into the error queue.
        var databasesReady = Task.WhenAll(context.GetServices<IModuleDatabase>().Select(database => database.Ready));
        foreach (var queue in queues.All)
        {
            factory.ReceiveEndpoint(queue.Name, endpoint =>
            {
                endpoint.PrefetchCount = queue.Concurrency;
                endpoint.ConcurrentMessageLimit = queue.Concurrency;
                configure(endpoint);
                endpoint.UseExecute(PoisonMessages.Refuse);
                endpoint.UseExecuteAsync(_ => databasesReady);
                endpoint.UseMessageRetry(retry =>
                {
                    retry.Ignore<InvalidEventException>();
                    retry.Intervals(50, 250, 1000);
                });
                endpoint.UseConsumeFilter(typeof(RejectInvalidEvents<>), context);
                foreach (var consumer in queue.Consumers)
                {
                    endpoint.ConfigureConsumer(context, consumer);
                }
            });
        }
    }

    // By name, as in the event logs: a version that adds a value must not move the others' numbers. Numbers are still read.
    private static JsonSerializerOptions WithNamedEnumerations(JsonSerializerOptions options) =>
        options.Converters.OfType<JsonStringEnumConverter>().Any()
            ? options
            : new JsonSerializerOptions(options) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    // The delivery needs the bus, and the bus its observer: resolve the delivery when the first message arrives.
    private sealed class LateObserver(IServiceProvider provider) : IReceiveObserver
    {
        private readonly Lazy<EventDelivery> _delivery = new(provider.GetRequiredService<EventDelivery>);

        public Task PreReceive(ReceiveContext context) => Task.CompletedTask;

        public Task PostReceive(ReceiveContext context) => _delivery.Value.PostReceive(context);

        public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType)
            where T : class => _delivery.Value.PostConsume(context);

        public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception)
            where T : class => EventDelivery.ConsumeFault(context.ReceiveContext);

        public Task ReceiveFault(ReceiveContext context, Exception exception) => _delivery.Value.ReceiveFault(context);
    }

    private sealed class ReachedOnce(BusStarted started) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(started.Task.IsCompleted ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The broker has not been reached yet."));
    }

    private sealed class SignalBusStarted(IBusControl bus, BusStarted started, IHostApplicationLifetime lifetime) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await bus.WaitForHealthStatus(BusHealthStatus.Healthy, stoppingToken);
            if (!lifetime.ApplicationStopping.IsCancellationRequested)
            {
                started.Set();
            }
        }
    }
}

/// <summary>Which transport the process uses: a broker, or none.</summary>
internal sealed record EventBusOptions(string? Broker)
{
    public bool InMemory => Broker is null;
}

/// <summary>Tells when the bus takes messages.</summary>
internal sealed class BusStarted
{
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Task => _started.Task;

    public void Set() => _started.TrySetResult();
}
