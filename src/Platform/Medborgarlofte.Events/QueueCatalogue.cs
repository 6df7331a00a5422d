using Medborgarlofte.Contracts.Replay;

namespace Medborgarlofte.Events;

/// <summary>The queues of the modules in this process, with their consumers.</summary>
public sealed class QueueCatalogue
{
    private readonly List<Queue> _queues = [];

    internal IReadOnlyList<Queue> All => _queues;

    /// <summary>Adds a queue. Its name contains the module's name; otherwise two services would compete for the same messages.</summary>
    /// <exception cref="ArgumentException">The name is already in use.</exception>
    public void Add(string name, int concurrency, params Type[] consumers)
    {
        if (_queues.Any(queue => queue.Name == name))
        {
            throw new ArgumentException($"Two queues are named {name}.", nameof(name));
        }

        _queues.Add(new Queue(name, concurrency, consumers));
    }

    /// <summary>Adds the queue that receives replay requests for a module.</summary>
    public void AddReplay<TContext>(string module)
        where TContext : ModuleDbContext => Add(module + "-replay", 1, typeof(ReplaySender<TContext>));

    /// <summary>The replay routes for all event types that the given queues consume.</summary>
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
