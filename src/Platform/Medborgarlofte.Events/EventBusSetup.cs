using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Medborgarlofte.Events;

/// <summary>Sets up the bus of a process: RabbitMQ if a broker is configured, otherwise in memory.</summary>
public static class EventBusSetup
{
    /// <summary>Adds the bus with the queues of the modules in this process.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">Uses RabbitMQ if ConnectionStrings:rabbitmq (amqp://…) is set.</param>
    /// <param name="modules">Each adds the queues of a module.</param>
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
            // MassTransit would send usage data to its vendor.
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

        // Unhealthy until the first connection to the broker. Later the broker may be unreachable: reports are durable without it.
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

        // A message that arrives before the database is ready waits, instead of going to the error queue.
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

    // Enumerations by name, as in the event logs, so that a new value does not renumber the others. Numbers are still accepted.
    private static JsonSerializerOptions WithNamedEnumerations(JsonSerializerOptions options) =>
        options.Converters.OfType<JsonStringEnumConverter>().Any()
            ? options
            : new JsonSerializerOptions(options) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    // EventDelivery depends on the bus, and the bus on this observer: resolve EventDelivery when the first message arrives.
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
            Task.FromResult(started.Task.IsCompleted
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy("The broker has not been reached yet."));
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

/// <summary>The transport of the process: a broker, or in memory.</summary>
internal sealed record EventBusOptions(string? Broker)
{
    public bool InMemory => Broker is null;
}

/// <summary>Completes when the bus accepts messages.</summary>
internal sealed class BusStarted
{
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Task => _started.Task;

    public void Set() => _started.TrySetResult();
}
