using System.Text;

namespace Medborgarlofte.ApiContract.Tests.Fuzzing;

/// <summary>A call to send.</summary>
/// <param name="Method">Method.</param>
/// <param name="Address">Address from the root of the API, escaped.</param>
/// <param name="MediaType">Media type of the body.</param>
/// <param name="Body">Body, or null.</param>
/// <param name="Headers">Headers other than those of the body.</param>
/// <param name="IsElsewhere">The address no longer belongs to the operation, so other responses are possible.</param>
internal sealed record FuzzCall(
    HttpMethod Method, string Address, string? MediaType, byte[]? Body, IReadOnlyDictionary<string, string> Headers, bool IsElsewhere)
{
    public HttpRequestMessage ToRequest()
    {
        var request = new HttpRequestMessage(Method, new Uri(Address, UriKind.Relative));
        if (Body is not null)
        {
            request.Content = new ByteArrayContent(Body);
            if (MediaType is not null)
            {
                request.Content.Headers.TryAddWithoutValidation("Content-Type", MediaType);
            }
        }

        foreach (var (name, value) in Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    public override string ToString()
    {
        var body = Body is null ? "" : Encoding.UTF8.GetString(Body, 0, Math.Min(Body.Length, 1500));
        var headers = string.Join(" ", Headers.Select(header => $"{header.Key}: {header.Value}"));
        return $"{Method} {Address[..Math.Min(Address.Length, 300)]} {headers} {MediaType} {body}";
    }
}
