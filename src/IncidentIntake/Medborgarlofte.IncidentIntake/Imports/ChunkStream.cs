using Medborgarlofte.IncidentIntake.Data;
using Microsoft.EntityFrameworkCore;

namespace Medborgarlofte.IncidentIntake.Imports;

/// <summary>Reads a received file chunk by chunk from the database, in constant memory.</summary>
internal sealed class ChunkStream(IncidentIntakeDbContext db, long importId) : Stream
{
    private ReadOnlyMemory<byte> _current;
    private int _next;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_current.IsEmpty)
        {
            _current = await db.ImportChunks.AsNoTracking()
                .Where(chunk => chunk.ImportId == importId && chunk.Number == _next)
                .Select(chunk => chunk.Content)
                .SingleOrDefaultAsync(cancellationToken);
            _next++;
        }

        var count = Math.Min(buffer.Length, _current.Length);
        _current[..count].CopyTo(buffer);
        _current = _current[count..];
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
