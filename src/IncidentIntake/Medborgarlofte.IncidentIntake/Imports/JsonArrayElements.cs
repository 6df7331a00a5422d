using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace Medborgarlofte.IncidentIntake.Imports;

/// <summary>
/// Reads a JSON array element by element. If the array is malformed, every earlier element is returned; the framework's
/// DeserializeAsyncEnumerable returns none of the elements in the same buffer.
/// </summary>
internal static class JsonArrayElements
{
    private const int MaxElementBytes = 1024 * 1024;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <exception cref="JsonException">The array is malformed, or an element is too long.</exception>
    public static async IAsyncEnumerable<JsonElement> ReadAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 64 * 1024, minimumReadSize: 16 * 1024));
        var state = default(JsonReaderState);
        await SkipByteOrderMarkAsync(reader, cancellationToken);
        while (true)
        {
            var result = await reader.ReadAsync(cancellationToken);
            var buffer = result.Buffer;
            while (TryReadElement(ref buffer, result.IsCompleted, ref state, out var element))
            {
                yield return element;
            }

            if (result.IsCompleted)
            {
                break;
            }

            if (buffer.Length > MaxElementBytes)
            {
                throw new JsonException("An element is too long.");
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
        }

        await reader.CompleteAsync();
    }

    private static async Task SkipByteOrderMarkAsync(PipeReader reader, CancellationToken cancellationToken)
    {
        var start = (await reader.ReadAtLeastAsync(ByteOrderMark.Length, cancellationToken)).Buffer;
        var marked = start.Length >= ByteOrderMark.Length
            && start.Slice(0, ByteOrderMark.Length).ToArray().AsSpan().SequenceEqual(ByteOrderMark);
        reader.AdvanceTo(marked ? start.GetPosition(ByteOrderMark.Length) : start.Start);
    }

    private static bool TryReadElement(ref ReadOnlySequence<byte> buffer, bool isEnd, ref JsonReaderState state, out JsonElement element)
    {
        element = default;
        var json = new Utf8JsonReader(buffer, isEnd, state);
        while (json.Read())
        {
            if (json.CurrentDepth == 0 && json.TokenType is JsonTokenType.StartArray or JsonTokenType.EndArray)
            {
                // The reader is past the array's own bracket. An incomplete element is read again from its start.
                buffer = buffer.Slice(json.Position);
                state = json.CurrentState;
                json = new Utf8JsonReader(buffer, isEnd, state);
                continue;
            }

            if (!JsonDocument.TryParseValue(ref json, out var document))
            {
                return false;
            }

            using (document)
            {
                element = document.RootElement.Clone();
            }

            buffer = buffer.Slice(json.Position);
            state = json.CurrentState;
            return true;
        }

        return false;
    }
}
