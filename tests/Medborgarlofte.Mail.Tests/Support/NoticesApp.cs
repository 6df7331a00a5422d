using Medborgarlofte.Contracts.Retention;
using Medborgarlofte.Events;
using Medborgarlofte.Privacy;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Medborgarlofte.Mail.Tests.Support;

/// <summary>A module that records and sends notices, with an audience whose size is the mailing's.</summary>
public sealed class NoticesApp : ModuleApp
{
    public const string Kind = "measure";

    private Dictionary<string, string?> _settings = [];

    /// <summary>Unique name of the module, so that concurrent tests measure separately.</summary>
    public string Module { get; } = "test-" + Guid.CreateVersion7().ToString("N");

    protected override Dictionary<string, string?> Settings => _settings;

    /// <param name="settings">Settings of the notices.</param>
    /// <param name="shared">A shared database, which the caller removes, or null.</param>
    public static async Task<NoticesApp> StartAsync(Dictionary<string, string?> settings, TestDatabase? shared = null)
    {
        var app = new NoticesApp { _settings = settings };
        await app.StartAsync(shared);
        return app;
    }

    /// <summary>Records a notice and saves, as a module does.</summary>
    public Task NotifyAsync(
        string address,
        Guid? reason = null,
        string recipient = "police:nykoping",
        string subject = "Åtgärd beslutad",
        string kind = Kind) =>
        NotifyAsync(new NoticeRecipient(recipient, address), reason, subject, kind);

    public Task NotifyAsync(NoticeRecipient recipient, Guid? reason = null, string subject = "Åtgärd beslutad", string kind = Kind) =>
        InDatabaseAsync(async db =>
        {
            const string Text = "Utökad rondering är beslutad.\n.\nHälsningar";
            db.AddNotice(new NoticeContent("0481", kind, reason ?? Guid.CreateVersion7(), subject, Text), recipient, Clock.GetUtcNow());
            return await db.SaveChangesAsync();
        });

    /// <summary>Records a mailing to a number of recipients.</summary>
    public Task<int> MailAsync(int count) => InDatabaseAsync(async db =>
    {
        db.AddMailing(new NoticeContent("0481", Kind, Guid.CreateVersion7(), "Åtgärd beslutad", "Text"), $"{count}", Clock.GetUtcNow());
        return await db.SaveChangesAsync();
    });

    public Task<T> InDatabaseAsync<T>(Func<NoticesDbContext, Task<T>> run) => InDatabaseAsync<NoticesDbContext, T>(run);

    public Task<List<Notice>> NoticesAsync() => InDatabaseAsync(db => db.Notices.AsNoTracking().OrderBy(notice => notice.Id).ToListAsync());

    public Task<int> CountAsync(NoticeState state) => InDatabaseAsync(db => db.Notices.CountAsync(notice => notice.State == state));

    /// <summary>Waits until a number of notices have a state, advancing the clock by a step.</summary>
    public Task WaitForStateAsync(NoticeState state, int count, TimeSpan step = default) => Eventually.TrueAsync(
        async () =>
        {
            Clock.Advance(step);
            return await CountAsync(state) == count;
        },
        $"{count} notices to be {state}");

    protected override void AddModule(IServiceCollection services, IConfiguration configuration) => services
        .AddModuleDatabase<NoticesDbContext, NoticesDbContext, NoticesDbContext>(configuration, Module)
        .AddNotices<NoticesDbContext>(configuration, Module, DocumentType.MeasureNotice)
        .AddNoticeAudience<NoticesDbContext, NumberedAudience>();

    protected override void AddQueues(QueueCatalogue queues)
    {
    }

    protected override void MapModule(WebApplication app)
    {
    }

    private sealed class NumberedAudience : INoticeAudience<NoticesDbContext>
    {
        public string Kind => NoticesApp.Kind;

        public Task<IReadOnlyList<AudienceMember>> NextAsync(
            NoticesDbContext db, NoticeMailing mailing, long after, int count, CancellationToken cancellationToken)
        {
            var last = int.Parse(mailing.Audience, System.Globalization.CultureInfo.InvariantCulture);
            return Task.FromResult<IReadOnlyList<AudienceMember>>(
            [
                .. Enumerable.Range((int)after + 1, Math.Min(count, last - (int)after))
                    .Select(number => new AudienceMember(number, new NoticeRecipient($"subscription:{number}", $"n{number}@example.org"))),
            ]);
        }
    }
}
