// Takes the screenshots of docs/operations/apphost.md from a running AppHost, by Chromium and its debugging protocol:
//   dotnet run eng/screenshots.cs -- "<login address that the AppHost prints>" http://localhost:5100 docs/images
#:property TargetFramework=net10.0
#:property RunAnalyzers=false
#:property EnforceCodeStyleInBuild=false
#:property GenerateDocumentationFile=false
#:property PublishAot=false

using System.Diagnostics;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

var (login, gateway, images) = (new Uri(args[0]), new Uri(args[1]), args[2]);
var trace = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
await ReportAsync();
var dashboard = login.GetLeftPart(UriPartial.Authority);
const int Port = 9233;
using var chromium = Process.Start(new ProcessStartInfo(
    "chromium",
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run", "--hide-scrollbars",
        "--window-size=1500,900", $"--remote-debugging-port={Port}", "--user-data-dir=" + Directory.CreateTempSubdirectory().FullName,
        "about:blank",
    ])
{
    UseShellExecute = false,
    RedirectStandardError = true,
})!;
chromium.BeginErrorReadLine();
try
{
    using var socket = new ClientWebSocket();
    await socket.ConnectAsync(await PageAsync(), CancellationToken.None);
    var browser = new Browser(socket);
    await browser.OpenAsync(login.AbsoluteUri, "document.body.innerText.includes('gateway')");
    await browser.CaptureAsync(Path.Combine(images, "apphost-resources.png"));
    await browser.OpenAsync(dashboard + "/?view=Graph", "document.querySelectorAll('svg text').length > 5");
    await browser.CaptureAsync(Path.Combine(images, "apphost-graph.png"));
    await browser.OpenAsync(dashboard + "/structuredlogs", "document.body.innerText.includes('Now listening on: http')");
    await browser.CaptureAsync(Path.Combine(images, "apphost-logs.png"));

    await browser.OpenAsync(dashboard + "/traces/detail/" + trace, "document.body.innerText.includes('reporting-incidents process')");
    await browser.CaptureAsync(Path.Combine(images, "apphost-trace.png"));
    await browser.OpenAsync(
        dashboard + "/metrics/resource/incident-intake?meter=Medborgarlofte&instrument=medborgarlofte.relay.backlog",
        "document.querySelectorAll('.plotly, .main-svg').length > 0");
    await browser.CaptureAsync(Path.Combine(images, "apphost-metrics.png"));
}
finally
{
    chromium.Kill(entireProcessTree: true);
}

// An incident, whose trace is shown.
async Task ReportAsync()
{
    using var client = new HttpClient { BaseAddress = gateway };
    using var credentials = new FormUrlEncodedContent(
        [new("grant_type", "client_credentials"), new("client_id", "demo"), new("client_secret", "development")]);
    using var token = await client.PostAsync(new Uri("connect/token", UriKind.Relative), credentials);
    var access = (await token.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString();
    client.DefaultRequestHeaders.Authorization = new("Bearer", access);
    using var municipality = await client.PostAsJsonAsync("api/v1/municipalities", new { code = "0481", name = "Oxelösund" });
    client.DefaultRequestHeaders.Add("traceparent", $"00-{trace}-{trace[..16]}-01");
    using var incident = await client.PostAsJsonAsync(
        "api/v1/municipalities/0481/incidents", new { category = "fire", occurredFrom = TimeProvider.System.GetUtcNow().AddHours(-2) });
    incident.EnsureSuccessStatusCode();
}

static async Task<Uri> PageAsync()
{
    using var client = new HttpClient();
    for (var attempt = 1; ; attempt++)
    {
        try
        {
            var pages = await client.GetFromJsonAsync<JsonElement>($"http://127.0.0.1:{Port}/json/list");
            var page = pages.EnumerateArray().First(target => target.GetProperty("type").GetString() == "page");
            return new Uri(page.GetProperty("webSocketDebuggerUrl").GetString()!);
        }
        catch (HttpRequestException) when (attempt < 100)
        {
            await Task.Delay(100);
        }
    }
}

internal sealed class Browser(ClientWebSocket socket)
{
    private const int Attempts = 150;
    private int _id;

    public async Task OpenAsync(string address, string ready)
    {
        await CallAsync("Page.navigate", new { url = address });
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            await Task.Delay(200);
            if ((await EvaluateAsync($"document.readyState === 'complete' && {ready}")).ValueKind is JsonValueKind.True)
            {
                // Animations of the page.
                await Task.Delay(1500);
                return;
            }
        }

        var text = await EvaluateAsync("location.href + ' ' + document.body.innerText");
        throw new TimeoutException($"{address} did not become ready: {ready}. The page: {text}");
    }

    public async Task<JsonElement> EvaluateAsync(string expression)
    {
        var answer = await CallAsync("Runtime.evaluate", new { expression, returnByValue = true });
        return answer.GetProperty("result").TryGetProperty("value", out var value) ? value : default;
    }

    public async Task CaptureAsync(string file)
    {
        // Without the directory of the repository.
        var root = JsonSerializer.Serialize(Directory.GetCurrentDirectory() + "/");
        await EvaluateAsync(
            "for (const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT); texts.nextNode();) "
            + $"texts.currentNode.nodeValue = texts.currentNode.nodeValue.replaceAll({root}, '')");
        var answer = await CallAsync("Page.captureScreenshot", new { format = "png" });
        await File.WriteAllBytesAsync(file, answer.GetProperty("data").GetBytesFromBase64());
        Console.WriteLine(file);
    }

    private async Task<JsonElement> CallAsync(string method, object parameters)
    {
        var id = ++_id;
        var message = JsonSerializer.Serialize(
            new Dictionary<string, object> { ["id"] = id, ["method"] = method, ["params"] = parameters });
        await socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        while (true)
        {
            using var answer = new MemoryStream();
            WebSocketReceiveResult part;
            var buffer = new byte[1 << 16];
            do
            {
                part = await socket.ReceiveAsync(buffer, CancellationToken.None);
                await answer.WriteAsync(buffer.AsMemory(0, part.Count));
            }
            while (!part.EndOfMessage);

            var json = JsonElement.Parse(answer.ToArray());
            if (json.TryGetProperty("id", out var answered) && answered.GetInt32() == id)
            {
                return json.GetProperty("result");
            }
        }
    }
}
