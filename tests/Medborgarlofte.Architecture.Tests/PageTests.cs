using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Medborgarlofte.Architecture.Tests;

/// <summary>Tests of all pages: every GET route outside the API and Open311.</summary>
public sealed class PageTests(WholeApp app)
{
    [Fact]
    public async Task Page_responds_to_HEAD_like_GET_without_a_body()
    {
        var pages = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("GET") == true)
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.Trim('/'))
            .Where(route =>
                !route.StartsWith("/api/", StringComparison.Ordinal) && !route.StartsWith("/open311/", StringComparison.Ordinal))
            .ToList();

        Assert.True(pages.Count >= 10, string.Join(' ', pages));
        foreach (var page in pages)
        {
            var address = new Uri(page.Replace(@"{municipality:regex(^\d{{4}}$)}", "0481", StringComparison.Ordinal)
                .Replace("{period}", "2021-t1", StringComparison.Ordinal), UriKind.Relative);
            using var get = await app.Client.GetAsync(address);
            using var head = await app.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, address));
            Assert.Equal(
                (page, get.StatusCode, get.Content.Headers.ContentType?.ToString(), 0),
                (page, head.StatusCode, head.Content.Headers.ContentType?.ToString(), (await head.Content.ReadAsByteArrayAsync()).Length));
        }
    }
}
