using MimeKit;

namespace Medborgarlofte.Mail;

/// <summary>Switch for the sending of notices.</summary>
public enum NoticeSwitch
{
    /// <summary>Notices are sent.</summary>
    On,

    /// <summary>Notices wait; those that become too old fail.</summary>
    Hold,

    /// <summary>Waiting notices are stopped permanently and their addresses erased.</summary>
    Stop,
}

/// <summary>Protection of the connection to the mail server.</summary>
public enum SmtpSecurity
{
    /// <summary>STARTTLS; fails if the server does not support it.</summary>
    StartTls,

    /// <summary>TLS from the first byte.</summary>
    Tls,

    /// <summary>No protection: for a server on the same machine.</summary>
    None,
}

/// <summary>The mail server.</summary>
public sealed class SmtpSettings
{
    /// <summary>Name of the server. Default: none, which means the pick-up directory.</summary>
    public string? Host { get; init; }

    /// <summary>Port of the server.</summary>
    public int Port { get; init; } = 587;

    /// <summary>Protection of the connection.</summary>
    public SmtpSecurity Security { get; init; }

    /// <summary>User name, if the server requires one.</summary>
    public string? UserName { get; init; }

    /// <summary>Password, if the server requires one.</summary>
    public string? Password { get; init; }
}

/// <summary>Settings of the notices, section Notices.</summary>
public sealed class NoticeSettings
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Notices";

    /// <summary>Sender of the notices, e.g. <c>Medborgarlöftet &lt;noreply@example.org&gt;</c>.</summary>
    public string From { get; init; } = "Medborgarlöfte <medborgarlofte@localhost>";

    /// <summary>Public base address of the pages, for links in mails. The setting PublicAddress of the installation.</summary>
    internal Uri PublicAddress { get; set; } = new("http://localhost:5080");

    /// <summary>The mail server.</summary>
    public SmtpSettings Smtp { get; init; } = new();

    /// <summary>Directory for mail files if there is no mail server. Default: <c>notices</c> in the data directory.</summary>
    public string? PickupDirectory { get; init; }

    /// <summary>Number of concurrent connections to the mail server, 1 to 32.</summary>
    public int Connections { get; init; } = 4;

    /// <summary>Age at which an unsent notice fails.</summary>
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromDays(3);

    /// <summary>Switch for all notices.</summary>
    public NoticeSwitch Switch { get; init; }

    /// <summary>Switches for kinds of notices.</summary>
    public Dictionary<string, NoticeSwitch> Kinds { get; init; } = new(StringComparer.Ordinal);

    /// <summary>The absolute address of a page.</summary>
    /// <param name="path">Path and query, without the leading slash.</param>
    public string LinkTo(string path) => $"{PublicAddress.AbsoluteUri.TrimEnd('/')}/{path}";

    internal MailboxAddress Sender => MailboxAddress.Parse(From);

    /// <summary>The kinds with the given switch.</summary>
    internal string[] KindsWith(NoticeSwitch position) => [.. Kinds.Where(kind => kind.Value == position).Select(kind => kind.Key)];

    /// <exception cref="InvalidOperationException">A setting is missing or invalid.</exception>
    internal static NoticeSettings Read(IConfiguration configuration)
    {
        var settings = configuration.GetSection(Section).Get<NoticeSettings>() ?? new NoticeSettings();
        if (!MailboxAddress.TryParse(settings.From, out _))
        {
            throw new InvalidOperationException("Ange Notices:From som en e-postadress, t.ex. \"Medborgarlöftet <noreply@example.org>\".");
        }

        if (!string.IsNullOrEmpty(settings.Smtp.Host) && string.IsNullOrEmpty(configuration[Section + ":From"]))
        {
            throw new InvalidOperationException("Ange Notices:From, adressen som aviseringarna skickas från.");
        }

        if (!string.IsNullOrEmpty(settings.Smtp.Host) && string.IsNullOrEmpty(configuration[nameof(PublicAddress)]))
        {
            throw new InvalidOperationException(
                "Ange PublicAddress, adressen till sidorna som breven länkar till, t.ex. https://medborgarlofte.example.org.");
        }

        if (settings.Connections is < 1 or > 32 || settings.GiveUpAfter <= TimeSpan.Zero)
        {
            throw new InvalidOperationException("Notices:Connections ska vara 1 till 32 och Notices:GiveUpAfter större än noll.");
        }

        return settings;
    }
}
