using System.Text.Json;

namespace Medborgarlofte.IncidentIntake.Tests.Support;

/// <summary>A response of the API.</summary>
public sealed record Answer(HttpStatusCode Status, string Text, string? MediaType, string? ETag, string? Location)
{
    public JsonElement Json => JsonElement.Parse(Text);

    public Guid Id => Json.GetProperty("id").GetGuid();

    public static async Task<Answer> ReadAsync(HttpResponseMessage response)
    {
        using (response)
        {
            return new Answer(
                response.StatusCode,
                await response.Content.ReadAsStringAsync(),
                response.Content.Headers.ContentType?.MediaType,
                response.Headers.ETag?.Tag,
                response.Headers.Location?.OriginalString);
        }
    }

    public JsonElement[] Items(string member = "items") => [.. Json.GetProperty(member).EnumerateArray()];

    public string?[] Texts(string member, string items = "items") => [.. Items(items).Select(item => item.GetProperty(member).GetString())];

    public string? TextOf(string member) => Json.TryGetProperty(member, out var value) ? value.GetString() : null;

    public int NumberOf(string member) => Json.GetProperty(member).GetInt32();

    /// <summary>Asserts the status, and returns itself for chaining.</summary>
    public Answer Is(HttpStatusCode status)
    {
        Assert.True(Status == status, $"{(int)Status} instead of {(int)status}: {Text}");
        return this;
    }

    /// <summary>Asserts problem details, which name a given field. Returns their message.</summary>
    public string IsProblem(HttpStatusCode status, string? field = null)
    {
        Is(status);
        Assert.Equal("application/problem+json", MediaType);
        Assert.Equal((int)status, NumberOf("status"));
        Assert.All(["type", "title", "detail", "instance", "traceId"], member => Assert.False(string.IsNullOrEmpty(TextOf(member)), Text));
        if (field is null)
        {
            return TextOf("detail")!;
        }

        Assert.True(Json.GetProperty("errors").TryGetProperty(field, out var messages), $"{field} is not named: {Text}");
        return messages[0].GetString()!;
    }
}
