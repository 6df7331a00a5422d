namespace Medborgarlofte.AppHost;

/// <summary>The settings that an installation chooses, as parameters of the manifest.</summary>
internal static class Installation
{
    /// <summary>Adds the public address, the proxies in front and the mail server.</summary>
    public static void AddParameters(
        IDistributedApplicationBuilder builder,
        IResourceBuilder<ProjectResource> gateway,
        IResourceBuilder<ProjectResource> intake,
        params IResourceBuilder<ProjectResource>[] senders)
    {
        var publicAddress = builder.AddParameter("public-address");
        gateway.WithEnvironment("Edge__TrustedProxies", Optional("trusted-proxies", ""));
        intake.WithEnvironment("PublicAddress", publicAddress);
        var from = builder.AddParameter("mail-from");
        var host = Optional("smtp-host", "");
        var port = Optional("smtp-port", "587");
        var security = Optional("smtp-security", "StartTls");
        var user = Optional("smtp-user", "");
        var password = builder.AddParameter("smtp-password", secret: true);
        foreach (var sender in senders)
        {
            sender.WithEnvironment("PublicAddress", publicAddress)
                .WithEnvironment("Notices__From", from)
                .WithEnvironment("Notices__Smtp__Host", host)
                .WithEnvironment("Notices__Smtp__Port", port)
                .WithEnvironment("Notices__Smtp__Security", security)
                .WithEnvironment("Notices__Smtp__UserName", user)
                .WithEnvironment("Notices__Smtp__Password", password);
        }

        IResourceBuilder<ParameterResource> Optional(string name, string value) =>
            builder.AddParameter(name, value, publishValueAsDefault: true);
    }
}
