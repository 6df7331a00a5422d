using MassTransit;
using Medborgarlofte.Contracts.Replay;

namespace Medborgarlofte.Events;

/// <summary>The queues of the modules in this process, and which consumers and messages each has.</summary>
public sealed class QueueCatalogue
{
    private readonly List<Queue> _queues = [];

    internal IReadOnlyList<Queue> All => _queues;

    /// <summary>Adds a queue. Its name carries the module's, or two services would share it and steal from each other.</summary>
    /// <param name="name">Name of the queue.</param>
    /// <param name="concurrency">How many messages are handled at once.</param>
    /// <param name="consumers">The consumers.</param>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public void Add(string name, int concurrency, params Type[] consumers)
    {
        if (_queues.Any(queue => queue.Name == name))
        {
            throw new ArgumentException($"Two queues are named {name}.", nameof(name));
        }

        _queues.Add(new Queue(name, concurrency, consumers));
    }

    /// <summary>Adds the queue on which a module is asked to send its events again.</summary>
    /// <typeparam name="TContext">The module's context.</typeparam>
    public void AddReplay<TContext>(string module)
        where TContext : ModuleDbContext => Add(module + "-replay", 1, typeof(ReplaySender<TContext>));

    /// <summary>The routes that bring a module all the events that the given queues want.</summary>
    public IReadOnlyList<ReplayRoute> RoutesTo(params string[] queueNames) =>
    [
        .. from type in Contracts.EventCatalogue.Types
           from queue in _queues
           where queueNames.Contains(queue.Name) && queue.Wants(type)
           select new ReplayRoute(Contracts.EventCatalogue.NameOf(type), queue.Name)
    ];

    internal int CountFor(Type messageType) => _queues.Count(queue => queue.Wants(messageType));

    internal sealed class Queue(string name, int concurrency, Type[] consumers)
    {
        private readonly Type[] _messages =
        [
            .. consumers.SelectMany(consumer => consumer.GetInterfaces())
                .Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IConsumer<>))
                .Select(type => type.GetGenericArguments()[0])
        ];

        public string Name => name;

        public int Concurrency => concurrency;

        public Type[] Consumers => consumers;

        public bool Wants(Type messageType) => _messages.Any(message => message.IsAssignableFrom(messageType));
    }
}
