using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text;

namespace Medborgarlofte.IncidentIntake.Imports;

/// <summary>A line of a file: its number from 1, and its text, or why it cannot be read.</summary>
internal sealed record Line(long Number, string Text, string? Error = null);

/// <summary>Reads a UTF-8 file line by line in constant memory; a line that is too long or not UTF-8 is told, not thrown.</summary>
internal static class Lines
{
    public const int MaxLineBytes = 64 * 1024;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static async IAsyncEnumerable<Line> ReadAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 64 * 1024));
        var number = 0L;
        var tooLong = false;
        while (true)
        {
            var result = await reader.ReadAsync(cancellationToken);
            var buffer = result.Buffer;
            while (TryTakeLine(ref buffer, result.IsCompleted, out var bytes))
            {
                number++;
                yield return tooLong || bytes.Length > MaxLineBytes ? TooLong(number) : Decode(number, bytes);
                tooLong = false;
            }

            if (buffer.Length > MaxLineBytes)
            {
                // Forget the beginning of an endless line; its end is still counted as one line.
                tooLong = true;
                buffer = buffer.Slice(buffer.End);
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
            if (result.IsCompleted)
            {
                if (tooLong)
                {
                    yield return TooLong(number + 1);
                }

                break;
            }
        }

        await reader.CompleteAsync();
    }

    private static bool TryTakeLine(ref ReadOnlySequence<byte> buffer, bool isEnd, out ReadOnlySequence<byte> line)
    {
        if (buffer.PositionOf((byte)'\n') is { } end)
        {
            line = buffer.Slice(0, end);
            buffer = buffer.Slice(buffer.GetPosition(1, end));
            return true;
        }

        line = isEnd ? buffer : default;
        if (!isEnd || buffer.IsEmpty)
        {
            return false;
        }

        buffer = buffer.Slice(buffer.End);
        return true;
    }

    private static Line Decode(long number, ReadOnlySequence<byte> bytes)
    {
        try
        {
            var text = Utf8.GetString(bytes).TrimEnd('\r');
            return new Line(number, number == 1 ? text.TrimStart('\uFEFF') : text);
        }
        catch (DecoderFallbackException)
        {
            return new Line(number, "", "Raden är inte UTF-8. Spara filen som CSV UTF-8 och skicka den igen.");
        }
    }

    private static Line TooLong(long number) => new(number, "", $"Raden är längre än {MaxLineBytes / 1024} kB.");
}
