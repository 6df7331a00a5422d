using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Medborgarlofte.TestSupport;

namespace Medborgarlofte.Journeys.Tests.Standalone;

/// <summary>An installation of a small municipality: Standalone under a path, behind nginx with deploy/standalone/nginx.conf.</summary>
[CollectionDefinition(nameof(StandaloneSite))]
public sealed class StandaloneSite : ICollectionFixture<StandaloneSite>, IAsyncLifetime
{
    public const string Path = "/medborgarlofte";
    public const string Address = $"https://{HostName}{Path}";
    public const string FirstOperator = "4f1c-first-operator";
    private const string HostName = "medborgarlofte.example.org";
    private const string Nginx = "/usr/sbin/nginx";

    private readonly string _directory = Directory.CreateTempSubdirectory("medborgarlofte-").FullName;
    private readonly int _port = LocalPorts.Next();
    private readonly HostProcess _standalone;
    private readonly X509Certificate2 _certificate = CreateCertificate();
    private readonly List<HttpClient> _clients = [];
    private Process? _nginx;

    public StandaloneSite()
    {
        DataDirectory = In("data");
        _standalone = Program(DataDirectory);
        Client = ClientFrom(IPAddress.Loopback, TestIssuer.Shared.All());
    }

    /// <summary>A client of the site with all roles.</summary>
    public HttpClient Client { get; }

    /// <summary>The address of the running program. Another one that served by mistake would end, because the address is in use.</summary>
    public string UsedAddress => _standalone.Address.ToString();

    /// <summary>The data directory of the running installation.</summary>
    public string DataDirectory { get; }

    public async ValueTask InitializeAsync()
    {
        await _standalone.StartAsync();
        _nginx = StartNginx();
        await Eventually.TrueAsync(async () => (await Client.GetAsync(new Uri("health", UriKind.Relative))).IsSuccessStatusCode, "nginx");
        await Client.PostJsonAsync(ApiClient.Root, new { code = "0481", name = "Oxelösund" });
    }

    public async ValueTask DisposeAsync()
    {
        _nginx?.Kill();
        _nginx?.Dispose();
        await _standalone.DisposeAsync();
        _clients.ForEach(client => client.Dispose());
        _certificate.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    /// <summary>A path in the test's own directory.</summary>
    public string In(string name) => System.IO.Path.Combine(_directory, name);

    /// <summary>The program with the settings of the installation and another data directory.</summary>
    public HostProcess Program(string dataDirectory, params (string Name, string Value)[] settings) => new(
        "Medborgarlofte.Standalone",
        _directory,
        new(settings.ToDictionary(setting => setting.Name, setting => setting.Value))
        {
            ["DataDirectory"] = dataDirectory,
            ["HOME"] = dataDirectory,
            ["PublicAddress"] = Address,
            ["Edge__TrustedProxies"] = "127.0.0.1",
            ["Edge__RateLimits__AnonymousIntake__Permits"] = "2",
            ["Identity__Issuers__0__FirstOperator__Subject"] = FirstOperator,
            ["Identity__Issuers__0__FirstOperator__Party"] = "municipality:0481",
        });

    /// <summary>Runs a command of the program and returns its exit code and output.</summary>
    public async Task<(int ExitCode, string Output)> RunAsync(string dataDirectory, params string[] arguments)
    {
        await using var program = Program(dataDirectory, ("ASPNETCORE_URLS", UsedAddress));
        return (await program.RunToEndAsync(arguments), program.Output);
    }

    /// <summary>Writes a backup of the running installation and extracts it into a new directory.</summary>
    public async Task<string> ExtractBackupAsync(string name)
    {
        Assert.Equal(0, (await RunAsync(DataDirectory, "backup", In(name + ".zip"))).ExitCode);
        await ZipFile.ExtractToDirectoryAsync(In(name + ".zip"), In(name));
        return In(name);
    }

    /// <summary>A client of the site that trusts its certificate, from an address of this machine.</summary>
    public HttpClient ClientFrom(IPAddress address, string? token = null)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, presented, _, _) => _certificate.Equals(presented),
            },
            ConnectCallback = async (_, cancellationToken) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                socket.Bind(new IPEndPoint(address, 0));
                await socket.ConnectAsync(IPAddress.Loopback, _port, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        var client = new HttpClient(handler) { BaseAddress = new Uri(Address + "/") };
        client.DefaultRequestHeaders.Authorization = token is null ? null : TestIssuer.Bearer(token);
        _clients.Add(client);
        return client;
    }

    private static X509Certificate2 CreateCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        return new CertificateRequest("CN=" + HostName, key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    // The configuration as it is deployed, with the ports and the certificate of this test.
    private Process StartNginx()
    {
        Assert.True(File.Exists(Nginx), "These tests need nginx: apt-get install nginx.");
        var directory = Directory.CreateDirectory(In("nginx")).FullName;
        using var key = _certificate.GetECDsaPrivateKey()!;
        File.WriteAllText(In("nginx/site.pem"), _certificate.ExportCertificatePem());
        File.WriteAllText(In("nginx/site.key"), key.ExportPkcs8PrivateKeyPem());
        var site = Repository.Read("deploy/standalone/nginx.conf")
            .Replace("listen 80;", $"listen 127.0.0.1:{LocalPorts.Next()};", StringComparison.Ordinal)
            .Replace("listen 443", $"listen 127.0.0.1:{_port}", StringComparison.Ordinal)
            .Replace("/etc/ssl/medborgarlofte.pem", In("nginx/site.pem"), StringComparison.Ordinal)
            .Replace("/etc/ssl/private/medborgarlofte.key", In("nginx/site.key"), StringComparison.Ordinal)
            .Replace("http://127.0.0.1:5080", _standalone.Address.ToString().TrimEnd('/'), StringComparison.Ordinal);
        var configuration = In("nginx/nginx.conf");
        File.WriteAllText(configuration, $$"""
            daemon off;
            master_process off;
            pid {{directory}}/nginx.pid;
            events { }
            http {
              access_log off;
              client_body_temp_path {{directory}}/body;
              proxy_temp_path {{directory}}/proxy;
              fastcgi_temp_path {{directory}}/fastcgi;
              uwsgi_temp_path {{directory}}/uwsgi;
              scgi_temp_path {{directory}}/scgi;
              {{site}}
            }
            """);
        return Process.Start(Nginx, ["-e", In("nginx/error.log"), "-c", configuration]);
    }
}
