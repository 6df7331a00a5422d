using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using MassTransit;

namespace Medborgarlofte.Events;

/// <summary>A message holds what no module of this system would have sent. It is not tried again.</summary>
/// <param name="fault">Type and member, never what it holds.</param>
public sealed class InvalidEventException(string fault) : Exception(fault);

/// <summary>
/// Checks messages of the bus as requests are checked: whoever reaches the broker may send anything, and another version
/// may err. What a record of the contracts says of itself by its types and names is enough for that.
/// </summary>
internal static class EventValidation
{
    private const int MunicipalityLength = 4;
    private const int LongestCode = 100;
    private const int LongestText = 2_000;
    private const int LongestList = 1_000;
    private const int FirstYear = 1900;
    private const int LastYear = 2200;

    private static readonly string[] Codes = ["Area", "Category", "Code", "Party", "Source", "OwnerParty", "TimeZone"];
    private static readonly (string First, string Last)[] Spans = [("OccurredFrom", "OccurredTo"), ("FirstDay", "LastDay")];
    private static readonly ConcurrentDictionary<Type, Member[]> MembersByType = new();

    /// <summary>The first member that is wrong, or null where all is well.</summary>
    public static string? FaultOf(object message)
    {
        var members = MembersByType.GetOrAdd(message.GetType(), MembersOf);
        foreach (var member in members)
        {
            if (FaultOf(member.Property.GetValue(message), member) is { } fault)
            {
                return $"{message.GetType().Name}.{fault}";
            }
        }

        foreach (var (first, last) in Spans)
        {
            if (ValueOf(first) is IComparable from && ValueOf(last) is { } to && from.CompareTo(to) > 0)
            {
                return $"{message.GetType().Name}.{last} lies before {first}";
            }
        }

        return null;

        object? ValueOf(string name) => Array.Find(members, member => member.Property.Name == name)?.Property.GetValue(message);
    }

    private static string? FaultOf(object? value, Member member) => value switch
    {
        null => member.MayBeNull ? null : $"{member.Property.Name} is missing",
        string text => IsRight(text, member.Property.Name) ? null : $"{member.Property.Name} is no such code or text",
        Guid id => id == Guid.Empty ? $"{member.Property.Name} is empty" : null,
        int number => number < (member.Property.Name == "Version" ? 1 : 0) ? $"{member.Property.Name} is too small" : null,
        long number => number < 0 ? $"{member.Property.Name} is too small" : null,
        DateOnly day => day.Year is < FirstYear or > LastYear ? $"{member.Property.Name} is out of range" : null,
        DateTimeOffset time => time.Year is < FirstYear or > LastYear ? $"{member.Property.Name} is out of range" : null,
        Enum code => Enum.IsDefined(code.GetType(), code) ? null : $"{member.Property.Name} is unknown",
        IEnumerable list => FaultIn(list, member.Property.Name),
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
                _ when ++count > LongestList => $"{name} is too long",
                null => $"{name} holds nothing",
                string code => code.Length is 0 or > LongestCode ? $"{name} holds what is no code" : null,
                Guid id when id == Guid.Empty => $"{name} holds an empty id",
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

    private static bool IsRight(string text, string name) => name switch
    {
        "Municipality" => text.Length == MunicipalityLength && text.All(char.IsAsciiDigit),
        _ when Codes.Contains(name) => text.Length <= LongestCode,
        _ => text.Length <= LongestText,
    };

    private static Member[] MembersOf(Type type)
    {
        var nullability = new NullabilityInfoContext();
        return
        [
            .. from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
               where property.GetIndexParameters().Length == 0
               select new Member(property, nullability.Create(property).ReadState != NullabilityState.NotNull)
        ];
    }

    private static bool IsOfContracts(Type type) => type.Assembly == typeof(Contracts.EventCatalogue).Assembly && !type.IsEnum;

    private sealed record Member(PropertyInfo Property, bool MayBeNull);
}

/// <summary>Lets no invalid message through to a consumer: it goes to the error queue and changes nothing.</summary>
/// <typeparam name="T">Type of the message.</typeparam>
internal sealed class RejectInvalidEvents<T> : IFilter<ConsumeContext<T>>
    where T : class
{
    /// <exception cref="InvalidEventException">The message holds what it must not.</exception>
    public Task Send(ConsumeContext<T> context, IPipe<ConsumeContext<T>> next) =>
        EventValidation.FaultOf(context.Message) is { } fault ? throw new InvalidEventException(fault) : next.Send(context);

    public void Probe(ProbeContext context) => context.CreateFilterScope("refuse-invalid-events");
}
