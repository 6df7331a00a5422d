using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;

namespace Medborgarlofte.Events;

/// <summary>A message violates its contract. It is not retried.</summary>
/// <param name="fault">Type and member, never the value.</param>
public sealed class InvalidEventException(string fault) : Exception(fault);

/// <summary>
/// Validates messages against their contract, because anyone with access to the broker can send anything: nullability, the constraints on
/// the members, and general limits of each type.
/// </summary>
internal static class EventValidation
{
    private const int MaxCodeLength = 100;
    private const int MaxTextLength = 2_000;
    private const int MaxListLength = 1_000;
    private const int MinYear = 1900;
    private const int MaxYear = 2200;

    private static readonly ConcurrentDictionary<Type, Member[]> MembersByType = new();

    /// <summary>The first invalid member, or null if the message is valid.</summary>
    public static string? FaultOf(object message)
    {
        var type = message.GetType();
        foreach (var member in MembersByType.GetOrAdd(type, MembersOf))
        {
            if ((FaultOf(member.ValueIn(message), member) ?? OrderFaultOf(message, member)) is { } fault)
            {
                return $"{type.Name}.{fault}";
            }
        }

        return null;
    }

    private static string? OrderFaultOf(object message, Member member) =>
        member.NotBefore?.GetValue(message) is IComparable earlier && member.ValueIn(message) is { } later && earlier.CompareTo(later) > 0
            ? $"{member.Name} is before {member.NotBefore.Name}"
            : null;

    private static string? FaultOf(object? value, Member member) => value switch
    {
        null => member.MayBeNull ? null : $"{member.Name} is missing",
        _ when !Array.TrueForAll(member.Constraints, constraint => constraint.IsMetBy(value)) => $"{member.Name} is invalid",
        string text => text.Length > MaxTextLength ? $"{member.Name} is too long" : null,
        Guid id => id == Guid.Empty ? $"{member.Name} is empty" : null,
        int number => number < 0 ? $"{member.Name} is negative" : null,
        long number => number < 0 ? $"{member.Name} is negative" : null,
        DateOnly day => day.Year is < MinYear or > MaxYear ? $"{member.Name} is out of range" : null,
        DateTimeOffset time => time.Year is < MinYear or > MaxYear ? $"{member.Name} is out of range" : null,
        Enum code => Enum.IsDefined(code.GetType(), code) ? null : $"{member.Name} is unknown",
        IEnumerable list => FaultIn(list, member.Name),
        _ when IsOfContracts(value.GetType()) => FaultOf(value),
        _ => null,
    };

    private static string? FaultIn(IEnumerable list, string name)
    {
        var count = 0;
        foreach (var item in list)
        {
            var fault = item switch
            {
                _ when ++count > MaxListLength => $"{name} is too long",
                null => $"{name} contains null",
                string code => code.Length is 0 or > MaxCodeLength ? $"{name} contains an invalid code" : null,
                Guid id when id == Guid.Empty => $"{name} contains an empty id",
                _ when IsOfContracts(item.GetType()) => FaultOf(item),
                _ => null,
            };
            if (fault is not null)
            {
                return fault;
            }
        }

        return null;
    }

    private static Member[] MembersOf(Type type)
    {
        var nullability = new NullabilityInfoContext();
        return
        [
            .. from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
               where property.GetIndexParameters().Length == 0
               let notBefore = property.GetCustomAttribute<NotBeforeAttribute>()
               select new Member(
                   property,
                   nullability.Create(property).ReadState != NullabilityState.NotNull,
                   [.. property.GetCustomAttributes<ConstraintAttribute>()],
                   notBefore is null ? null : type.GetProperty(notBefore.Other))
        ];
    }

    private static bool IsOfContracts(Type type) => type.Assembly == typeof(EventCatalogue).Assembly && !type.IsEnum;

    private sealed record Member(PropertyInfo Property, bool MayBeNull, ConstraintAttribute[] Constraints, PropertyInfo? NotBefore)
    {
        public string Name => Property.Name;

        public object? ValueIn(object message) => Property.GetValue(message);
    }
}

/// <summary>Rejects invalid messages before they reach a consumer; they go to the error queue.</summary>
internal sealed class RejectInvalidEvents<T> : IFilter<ConsumeContext<T>>
    where T : class
{
    /// <exception cref="InvalidEventException">The message violates its contract.</exception>
    public Task Send(ConsumeContext<T> context, IPipe<ConsumeContext<T>> next) =>
        EventValidation.FaultOf(context.Message) is { } fault ? throw new InvalidEventException(fault) : next.Send(context);

    public void Probe(ProbeContext context) => context.CreateFilterScope("refuse-invalid-events");
}
