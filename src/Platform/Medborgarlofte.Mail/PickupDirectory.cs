using MimeKit;

namespace Medborgarlofte.Mail;

/// <summary>
/// Writes messages as files to a directory, for a mail server or for development. A file is written atomically and named after the
/// notice's id, so a second attempt replaces it with the same content.
/// </summary>
internal sealed class PickupDirectory(string path) : INoticeTransport, INoticeChannel
{
    private readonly FormatOptions _format = FormatOptions.Default.Clone();

    public Task<INoticeChannel> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            // The files contain addresses, so only the owner may read them.
            _ = OperatingSystem.IsWindows()
                ? Directory.CreateDirectory(path)
                : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            return Task.FromResult<INoticeChannel>(this);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new TransportDownException("pick-up-directory", exception);
        }
    }

    public async Task<Refusal?> SendAsync(MimeMessage message)
    {
        var name = message.MessageId!.Split('@')[0];
        var unfinished = Path.Combine(path, name + ".tmp");
        try
        {
            await using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                await message.WriteToAsync(_format, file);
                file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, Path.Combine(path, name + ".eml"), overwrite: true);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new TransportDownException("pick-up-directory", exception);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
