namespace Medborgarlofte.Standalone;

/// <summary>The settings that Standalone requires outside Development.</summary>
internal static class RequiredSettings
{
    public const string DataDirectory = "DataDirectory";
    public const string PublicAddress = "PublicAddress";
    private const string Issuers = "Identity:Issuers";

    /// <summary>The path of the public address, under which a reverse proxy serves the installation; empty for none.</summary>
    public static PathString PathOf(string? publicAddress) =>
        IsWebAddress(publicAddress, out var address) ? PathString.FromUriComponent(address!.AbsolutePath.TrimEnd('/')) : PathString.Empty;

    /// <summary>Describes the data directory if it is missing.</summary>
    /// <param name="configuration">The settings before the defaults are added.</param>
    public static IReadOnlyList<string> MissingDirectory(IConfiguration configuration) =>
        Path.IsPathFullyQualified(configuration[DataDirectory] ?? "")
            ? []
            : [$"{DataDirectory}: datakatalogen som fullständig sökväg, t.ex. /var/lib/medborgarlofte"];

    /// <summary>Describes every setting that is missing or unusable.</summary>
    /// <param name="configuration">The settings before the defaults are added.</param>
    public static IReadOnlyList<string> Missing(IConfiguration configuration)
    {
        List<string> missing = [.. MissingDirectory(configuration)];
        if (!IsWebAddress(configuration[PublicAddress], out _))
        {
            missing.Add($"{PublicAddress}: adressen till sidorna, t.ex. https://medborgarlofte.example.org");
        }

        var issuers = configuration.GetSection(Issuers).GetChildren().ToList();
        if (issuers.Count == 0 || !issuers.TrueForAll(issuer => IsIssuer(issuer["Authority"])))
        {
            missing.Add(
                $"{Issuers}:0:Authority: adressen till utfärdaren av inloggningar (OpenID Connect), t.ex. https://login.example.org");
        }

        if (configuration.GetValue("Identity:DevelopmentIssuer", false))
        {
            missing.Add("Identity:DevelopmentIssuer: bara för utveckling; ta bort inställningen");
        }

        return missing;
    }

    /// <summary>Describes every issuer whose keys cannot be read.</summary>
    public static async Task<IReadOnlyList<string>> UnreachableIssuersAsync(IConfiguration configuration)
    {
        List<string> unreachable = [];
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        foreach (var issuer in configuration.GetSection(Issuers).GetChildren())
        {
            var address = $"{issuer["Authority"]!.TrimEnd('/')}/.well-known/openid-configuration";
            try
            {
                await client.GetStringAsync(new Uri(address));
            }
            catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
            {
                unreachable.Add($"{issuer.Path}:Authority: {address} svarar inte. ({exception.Message})");
            }
        }

        return unreachable;
    }

    private static bool IsIssuer(string? setting) =>
        IsWebAddress(setting, out var address) && (address!.Scheme == Uri.UriSchemeHttps || address.IsLoopback);

    private static bool IsWebAddress(string? setting, out Uri? address) =>
        Uri.TryCreate(setting, UriKind.Absolute, out address)
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp);
}
