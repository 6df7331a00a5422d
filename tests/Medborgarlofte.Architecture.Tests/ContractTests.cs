using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using MassTransit;
using Medborgarlofte.Contracts;

namespace Medborgarlofte.Architecture.Tests;

public sealed class ContractTests
{
    private const string Snapshots = "tests/Medborgarlofte.Architecture.Tests/Snapshots";

    // Words in member names that would indicate personal data or free text.
    private static readonly string[] Personal =
        ["person", "phone", "mail", "description", "note", "text", "address", "firstname", "lastname", "latitude", "longitude", "position"];

    // Events with names of municipalities, areas, categories, parties and problem areas.
    private static readonly string[] Named =
        ["MunicipalityChanged", "AreaChanged", "CategoryChanged", "PartyChanged", "ProblemAreaChanged"];

    public static TheoryData<string> Events => [.. EventCatalogue.Types.Select(EventCatalogue.NameOf)];

    [Theory]
    [MemberData(nameof(Events))]
    public void Event_is_a_record_in_Contracts(string name)
    {
        var type = EventCatalogue.TypeOf(name);

        Assert.NotNull(type.GetMethod("<Clone>$"));
        Assert.StartsWith("Medborgarlofte.Contracts.", type.Namespace, StringComparison.Ordinal);
        Assert.Equal(typeof(EventCatalogue).Assembly, type.Assembly);
    }

    [Theory]
    [MemberData(nameof(Events))]
    public void Event_has_no_member_for_personal_data(string name)
    {
        var members = MembersOf(EventCatalogue.TypeOf(name)).Select(member => member.ToUpperInvariant()).ToArray();

        Assert.DoesNotContain(
            members, member => Personal.Any(word => member.Contains(word.ToUpperInvariant(), StringComparison.Ordinal)));
        Assert.True(Named.Contains(name) || !members.Contains("NAME"), name);
    }

    [Fact]
    public void Every_event_in_Contracts_is_in_the_catalogue()
    {
        var events = typeof(EventCatalogue).Assembly.GetExportedTypes()
            .Where(type => type is { IsSealed: true, IsAbstract: false } && type.GetProperty("Version") is not null);

        Assert.Empty(events.Except(EventCatalogue.Types));
    }

    [Theory]
    [MemberData(nameof(Events))]
    public void Event_is_serialised_as_in_its_snapshot(string name)
    {
        var type = EventCatalogue.TypeOf(name);
        var written = new JsonObject
        {
            ["urn"] = MessageUrn.ForTypeString(type),
            ["json"] = JsonSerializer.SerializeToNode(Sample(type, name), type, EventJson.Options),
        };
        var path = Path.Combine(Repository.Root.FullName, Snapshots, name + ".json");
        var text = written.ToJsonString(new JsonSerializerOptions(EventJson.Options) { WriteIndented = true }) + "\n";

        Assert.True(File.Exists(path), $"{Snapshots}/{name}.json is missing. If the event is new, store:\n{text}");
        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), text.ReplaceLineEndings("\n"));
    }

    [Theory]
    [MemberData(nameof(Events))]
    public void Stored_event_can_be_read(string name)
    {
        var type = EventCatalogue.TypeOf(name);
        var stored = JsonNode.Parse(Repository.Read($"{Snapshots}/{name}.json"))!["json"]!;

        var read = JsonSerializer.Deserialize(stored, type, EventJson.Options);

        Assert.True(JsonNode.DeepEquals(stored, JsonSerializer.SerializeToNode(read, type, EventJson.Options)));
    }

    [Fact]
    public void Every_snapshot_is_in_the_catalogue() =>
        Assert.Empty(Repository.Files(Snapshots, "*.json").Select(path => Path.GetFileNameWithoutExtension(path))
            .Except(EventCatalogue.Types.Select(EventCatalogue.NameOf)));

    // Creates a deterministic event with a value for every member.
    private static object Sample(Type type, string member)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsEnum)
        {
            return Enum.GetValues(type).GetValue(type.GetEnumValues().Length - 1)!;
        }

        if (type.IsGenericType && type.IsAssignableTo(typeof(IEnumerable)))
        {
            var list = Array.CreateInstance(type.GetGenericArguments()[0], 2);
            list.SetValue(Sample(type.GetGenericArguments()[0], member + "1"), 0);
            list.SetValue(Sample(type.GetGenericArguments()[0], member + "2"), 1);
            return list;
        }

        return type.Name switch
        {
            nameof(String) => member,
            nameof(Boolean) => true,
            nameof(Int32) or nameof(Int64) => Convert.ChangeType(member.Length, type, CultureInfo.InvariantCulture),
            nameof(Guid) => new Guid(member.Length, 0, 0, new byte[8]),
            nameof(DateTimeOffset) => new DateTimeOffset(2021, 4, 1, 12, member.Length, 0, TimeSpan.Zero),
            nameof(DateOnly) => new DateOnly(2021, 4, member.Length),
            _ => SampleRecord(type),
        };
    }

    private static object SampleRecord(Type type)
    {
        var make = type.GetConstructors()
            .OrderBy(constructor => constructor.GetParameters() is [var only] && only.ParameterType.IsAssignableFrom(type)).First();
        var record = make.Invoke([.. make.GetParameters().Select(parameter => Sample(parameter.ParameterType, parameter.Name!))]);
        foreach (var property in type.GetProperties().Where(property => make.GetParameters().Length == 0 && property.CanWrite))
        {
            property.SetValue(record, Sample(property.PropertyType, JsonNamingPolicy.CamelCase.ConvertName(property.Name)));
        }

        return record;
    }

    private static IEnumerable<string> MembersOf(Type type) =>
        from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        from name in ElementOf(property.PropertyType) is var inner && inner.Assembly == type.Assembly && !inner.IsEnum
            ? MembersOf(inner).Where(member => member != "Name").Prepend(property.Name)
            : [property.Name]
        select name;

    private static Type ElementOf(Type type) => type.IsGenericType ? type.GetGenericArguments()[0] : type;
}
