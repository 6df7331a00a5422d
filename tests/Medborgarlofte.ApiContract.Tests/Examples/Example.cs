namespace Medborgarlofte.ApiContract.Tests.Examples;

/// <summary>Recorded requests and responses of an operation, with reproducible ids.</summary>
internal sealed class Example(string operationId)
{
    public string OperationId { get; } = operationId;

    /// <summary>Address of the call, relative to the root of the API, without query.</summary>
    public string Path { get; set; } = "";

    /// <summary>The first successful call, as sent.</summary>
    public Call? Call { get; set; }

    /// <summary>Request bodies, by media type.</summary>
    public Dictionary<string, string> Requests { get; } = new(StringComparer.Ordinal);

    /// <summary>Response bodies, by status; empty for responses without a body.</summary>
    public Dictionary<int, string> Answers { get; } = [];

    /// <summary>The value of a parameter in the address.</summary>
    public string? ParameterOf(string template, string name)
    {
        var index = Array.IndexOf(template.Split('/'), $"{{{name}}}");
        return index < 0 ? null : Path.Split('/')[index];
    }
}

/// <summary>A call to send.</summary>
internal sealed record Call(
    HttpMethod Method, string Path, (string MediaType, string Content)? Body = null, string? IfMatch = null, string? Key = null);
