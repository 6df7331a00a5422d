namespace Medborgarlofte.ApiContract.Tests.Examples;

/// <summary>How an operation was called and what it answered, with ids that are the same each time.</summary>
internal sealed class Example(string operationId)
{
    public string OperationId { get; } = operationId;

    /// <summary>The address called, from the root of the API, without query.</summary>
    public string Path { get; set; } = "";

    /// <summary>The first call that went well, as it was sent.</summary>
    public Call? Call { get; set; }

    /// <summary>Bodies sent, by media type.</summary>
    public Dictionary<string, string> Requests { get; } = new(StringComparer.Ordinal);

    /// <summary>Bodies answered, by status; empty where there was none.</summary>
    public Dictionary<int, string> Answers { get; } = [];

    /// <summary>The value of a parameter in the address.</summary>
    public string? ParameterOf(string template, string name)
    {
        var index = Array.IndexOf(template.Split('/'), $"{{{name}}}");
        return index < 0 ? null : Path.Split('/')[index];
    }
}

/// <summary>A call as it is sent.</summary>
internal sealed record Call(
    HttpMethod Method, string Path, (string MediaType, string Content)? Body = null, string? IfMatch = null, string? Key = null);
