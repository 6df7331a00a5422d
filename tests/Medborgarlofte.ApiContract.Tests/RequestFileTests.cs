using System.Text.RegularExpressions;

namespace Medborgarlofte.ApiContract.Tests;

/// <summary>Checks the request files in the repository's requests directory.</summary>
public sealed partial class RequestFileTests
{
    private const string SignedIn = "Authorization: Bearer {{signIn.response.body.access_token}}";

    public static TheoryData<string> Files =>
        [.. Directory.EnumerateFiles(CommittedDocument.InRepository("requests"), "*.http").Select(file => Path.GetFileName(file)!)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Request_files_call_documented_operations_and_sign_in_where_required(string file)
    {
        var text = File.ReadAllText(CommittedDocument.InRepository("requests/" + file));
        foreach (Match variable in Variable().Matches(text))
        {
            text = text.Replace("{{" + variable.Groups["name"].Value + "}}", variable.Groups["value"].Value, StringComparison.Ordinal);
        }

        var requests = Request().Matches(text);

        Assert.NotEmpty(requests);
        Assert.Empty(requests.Where(request => !IsRight(request)).Select(request => request.Value.Split('\n')[0]));
        Assert.DoesNotContain("{{$input", text, StringComparison.Ordinal);
        Assert.Equal(text.Contains(SignedIn, StringComparison.Ordinal), text.Contains("# @name signIn", StringComparison.Ordinal));
    }

    private static bool IsRight(Match request)
    {
        var operation = CommittedDocument.Operations(CommittedDocument.Read())
            .Where(operation => operation.Method == request.Groups["method"].Value && IsOf(operation.Path, request.Groups["path"].Value))
            .OrderBy(operation => operation.Path.Count(letter => letter == '{'))
            .Select(operation => operation.Operation)
            .FirstOrDefault();
        var isOpen = operation?["security"]?.AsArray().Any(way => way!.AsObject().Count == 0) ?? false;
        return operation is not null && (isOpen || request.Groups["headers"].Value.Contains(SignedIn, StringComparison.Ordinal));
    }

    private static bool IsOf(string template, string path) =>
        template.Split('/') is var names && path.Split('/') is var values && names.Length == values.Length
        && names.Zip(values).All(segment => segment.First.StartsWith('{') || segment.First == segment.Second);

    [GeneratedRegex(@"^@(?<name>\w+) = (?<value>.*)$", RegexOptions.Multiline)]
    private static partial Regex Variable();

    [GeneratedRegex(@"^(?<method>[A-Z]+) \S*/api/v1(?<path>/[^\s?]*).*\n(?<headers>(?:[\w-]+: .*(?:\n|\z))*)", RegexOptions.Multiline)]
    private static partial Regex Request();
}
