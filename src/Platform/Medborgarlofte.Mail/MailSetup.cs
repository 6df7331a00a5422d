using Medborgarlofte.Contracts.Retention;
using Medborgarlofte.Privacy;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Medborgarlofte.Mail;

/// <summary>Adds the sending of notices to a module.</summary>
public static class MailSetup
{
    /// <summary>Sends the notices of a module: by SMTP if Notices:Smtp:Host is set, otherwise to the pick-up directory.</summary>
    /// <typeparam name="TContext">The module's context, with the notices in its model.</typeparam>
    /// <param name="services">The services, with the module's database.</param>
    /// <param name="configuration">Section Notices.</param>
    /// <param name="module">Name of the module in telemetry.</param>
    /// <param name="documentType">Document type of the notices in retention rules.</param>
    /// <exception cref="InvalidOperationException">A setting is missing or invalid.</exception>
    public static IServiceCollection AddNotices<TContext>(
        this IServiceCollection services, IConfiguration configuration, string module, DocumentType documentType)
        where TContext : ModuleDbContext
    {
        var settings = NoticeSettings.Read(configuration);
        services.Configure<NoticeSettings>(configuration.GetSection(NoticeSettings.Section));
        services.PostConfigure<NoticeSettings>(bound => bound.PublicAddress = PublicAddress(configuration, bound.PublicAddress));
        services.TryAddSingleton<INoticeTransport>(string.IsNullOrEmpty(settings.Smtp.Host)
            ? new PickupDirectory(settings.PickupDirectory ?? Path.Combine(configuration["DataDirectory"] ?? "data", "notices"))
            : new SmtpTransport(settings.Smtp));
        services.AddPersonRegister<TContext, NoticeRegister<TContext>>();
        services.AddSingleton<IRetentionType<TContext>>(new NoticeErasure<TContext>(documentType));
        services.AddSingleton<NoticeQueue<TContext>>();
        services.AddSingleton<MailingFanOut<TContext>>();
        services.AddSingleton(provider =>
        {
            var signal = new NoticeSignal<TContext>();
            provider.GetRequiredService<RelaySignal<TContext>>().AlsoWake(signal);
            return signal;
        });
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<NoticeSender<TContext>>(provider, module));
        return services;
    }

    private static Uri PublicAddress(IConfiguration configuration, Uri defaultAddress)
    {
        if (configuration["PublicAddress"] is not { Length: > 0 } setting)
        {
            return defaultAddress;
        }

        return Uri.TryCreate(setting, UriKind.Absolute, out var address)
            ? address
            : throw new InvalidOperationException("Ange PublicAddress som en webbadress, t.ex. https://medborgarlofte.example.org.");
    }

    /// <summary>Adds the stateless audience of a kind of mailing.</summary>
    public static IServiceCollection AddNoticeAudience<TContext, TAudience>(this IServiceCollection services)
        where TContext : ModuleDbContext
        where TAudience : class, INoticeAudience<TContext> => services.AddSingleton<INoticeAudience<TContext>, TAudience>();
}
