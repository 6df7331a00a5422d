using Microsoft.Extensions.Configuration;
using MimeKit;

namespace Medborgarlofte.Mail;

/// <summary>What the operator lets out.</summary>
public enum NoticeSwitch
{
    /// <summary>Notices are sent.</summary>
    On,

    /// <summary>Notices wait; those that grow too old are given up.</summary>
    Hold,

    /// <summary>Waiting notices are stopped for good and their addresses erased.</summary>
    Stop,
}

/// <summary>How a connection to the mail server is protected.</summary>
public enum SmtpSecurity
{
    /// <summary>By STARTTLS, or not at all.</summary>
    StartTls,

    /// <summary>By TLS from the first byte.</summary>
    Tls,

    /// <summary>Not protected: for a server on the same machine.</summary>
    None,
}

/// <summary>The mail server.</summary>
public sealed class SmtpSettings
{
    /// <summary>Name of the server; without it notices go to the pick-up directory.</summary>
    public string? Host { get; init; }

    /// <summary>Its port.</summary>
    public int Port { get; init; } = 587;

    /// <summary>How the connection is protected.</summary>
    public SmtpSecurity Security { get; init; }

    /// <summary>Name to sign in with, where the server asks for it.</summary>
    public string? UserName { get; init; }

    /// <summary>Password to sign in with.</summary>
    public string? Password { get; init; }
}

/// <summary>Settings of the notices, section Notices.</summary>
public sealed class NoticeSettings
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Notices";

    /// <summary>Whom notices come from, such as <c>Medborgarlöftet &lt;noreply@example.org&gt;</c>.</summary>
    public string From { get; init; } = "Medborgarlöfte <medborgarlofte@localhost>";

    /// <summary>Where people reach the pages: what links in mails begin with. The setting PublicAddress of the whole installation.</summary>
    internal Uri PublicAddress { get; set; } = new("http://localhost:5080");

    /// <summary>The mail server.</summary>
    public SmtpSettings Smtp { get; init; } = new();

    /// <summary>Where the files lie when there is no mail server; unset, <c>notices</c> in the data directory.</summary>
    public string? PickupDirectory { get; init; }

    /// <summary>How many connections to the mail server at once, 1 to 32.</summary>
    public int Connections { get; init; } = 4;

    /// <summary>How old a notice may grow before it is given up.</summary>
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromDays(3);

    /// <summary>The switch for all.</summary>
    public NoticeSwitch Switch { get; init; }

    /// <summary>The switch for one kind.</summary>
    public Dictionary<string, NoticeSwitch> Kinds { get; init; } = new(StringComparer.Ordinal);

    /// <summary>The address of a page.</summary>
    /// <param name="path">Path and query from the root, without the first slash.</param>
    public string LinkTo(string path) => new Uri(PublicAddress, path).AbsoluteUri;

    internal MailboxAddress Sender => MailboxAddress.Parse(From);

    /// <summary>The kinds that have the given switch.</summary>
    internal string[] KindsWith(NoticeSwitch position) => [.. Kinds.Where(kind => kind.Value == position).Select(kind => kind.Key)];

    /// <exception cref="InvalidOperationException">A setting is missing or wrong.</exception>
    internal static NoticeSettings Read(IConfiguration configuration)
    {
        var settings = configuration.GetSection(Section).Get<NoticeSettings>() ?? new NoticeSettings();
        if (!MailboxAddress.TryParse(settings.From, out _))
        {
            throw new InvalidOperationException("Ange Notices:From som en e-postadress, t.ex. \"Medborgarlöftet <noreply@example.org>\".");
        }

        if (settings.Smtp.Host is not null && string.IsNullOrEmpty(configuration[Section + ":From"]))
        {
            throw new InvalidOperationException("Ange Notices:From, adressen som aviseringarna skickas från.");
        }

        if (settings.Smtp.Host is not null && string.IsNullOrEmpty(configuration[nameof(PublicAddress)]))
        {
            throw new InvalidOperationException("Ange PublicAddress, adressen till sidorna som breven länkar till, t.ex. https://medborgarlofte.example.org.");
        }

        if (settings.Connections is < 1 or > 32 || settings.GiveUpAfter <= TimeSpan.Zero)
        {
            throw new InvalidOperationException("Notices:Connections ska vara 1 till 32 och Notices:GiveUpAfter större än noll.");
        }

        return settings;
    }
}
