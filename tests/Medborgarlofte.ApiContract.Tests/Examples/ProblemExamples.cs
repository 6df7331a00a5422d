using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Medborgarlofte.ApiContract.Tests.Examples;

/// <summary>
/// Examples of errors: the recorded response, or a generated one for statuses that the examples cannot provoke.
/// </summary>
internal sealed class ProblemExamples(IServiceProvider services)
{
    private static readonly int[] NotProvoked = [401, 403, 413, 429, 503, 504];

    public JsonNode Of(int status, Example example)
    {
        if (example.Answers.TryGetValue(status, out var own))
        {
            return JsonNode.Parse(own)!;
        }

        Assert.True(
            NotProvoked.Contains(status),
            $"{example.OperationId} has no example of {status}: add a call with that status in Examples.");
        var problem = JsonNode.Parse(Write(status))!;
        problem["instance"] = "/api/v1" + example.Path;
        return problem;
    }

    private string Write(int status)
    {
        var body = new MemoryStream();
        var context = new DefaultHttpContext { RequestServices = services };
        context.Response.StatusCode = status;
        context.Response.Body = body;
        var problem = new ProblemDetailsContext { HttpContext = context, ProblemDetails = new ProblemDetails { Status = status } };
        services.GetRequiredService<IProblemDetailsService>().WriteAsync(problem).AsTask().GetAwaiter().GetResult();
        return new StableIds().Write(System.Text.Encoding.UTF8.GetString(body.ToArray()));
    }
}
