using System.Globalization;
using System.Text.RegularExpressions;

namespace Medborgarlofte.ApiContract.Tests.Examples;

/// <summary>Replaces ids, traces and secrets with reproducible values; ids are numbered in order of appearance.</summary>
internal sealed partial class StableIds
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";

    private const string Request = "01793150000070008000000000000000";
    private const string Secret = "q0vZ2xw4hTnYb7cJr1mKfE9uLsDgAiPo3X5tWy8NzRQ";

    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);

    public string Write(string text)
    {
        text = Id().Replace(text, match =>
        {
            if (!_ids.TryGetValue(match.Value, out var stable))
            {
                // The first half of a version 7 id is the time, which is fixed; the rest is random.
                _ids[match.Value] = stable =
                    string.Create(CultureInfo.InvariantCulture, $"{match.Value[..13]}-7000-8000-{_ids.Count + 1:x12}");
            }

            return stable;
        });
        text = TraceId().Replace(text, $"\"traceId\":\"{Trace}\"");
        text = RequestId().Replace(text, $"\"requestId\":\"{Request}\"");
        return SecretOf().Replace(text, $"\"$1\":\"{Secret}\"");
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Id();

    [GeneratedRegex("\"traceId\":\"[^\"]*\"")]
    private static partial Regex TraceId();

    [GeneratedRegex("\"requestId\":\"[^\"]*\"")]
    private static partial Regex RequestId();

    [GeneratedRegex("\"(receiptToken|apiKey)\":\"[^\"]*\"")]
    private static partial Regex SecretOf();
}
