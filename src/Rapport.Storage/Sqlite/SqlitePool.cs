using System.Collections.Concurrent;

namespace Rapport.Storage.Sqlite;

/// <summary>One SQLite file: a single writer, and as many readers as ask at once.</summary>
internal sealed class SqlitePool : IDisposable
{
    private readonly ConcurrentStack<SqliteDatabase> _readers = [];
    private readonly SqliteDatabase _writer;
    private readonly Lock _writing = new();
    private readonly string _path;

    public SqlitePool(string path, string migrations, int pageSize = 4096, long? maxPages = null)
    {
        _path = path;
        _writer = new SqliteDatabase(path, pageSize, maxPages);
        try
        {
            _writer.Migrate(migrations);
        }
        catch
        {
            _writer.Dispose();
            throw;
        }
    }

    /// <summary>Several reads of one consistent view.</summary>
    public T Read<T>(Func<SqliteDatabase, T> work) => Ask(work, static (reader, work) => reader.Snapshot(work));

    /// <summary>One statement, which is a consistent view by itself; the asker resets it.</summary>
    public T Ask<TQuestion, T>(TQuestion question, Func<SqliteDatabase, TQuestion, T> work)
    {
        if (!_readers.TryPop(out var reader))
            reader = new SqliteDatabase(_path, isReader: true);
        try
        {
            return work(reader, question);
        }
        finally
        {
            _readers.Push(reader);
        }
    }

    /// <summary>Runs work alone, in one durable transaction.</summary>
    public T Write<T>(Func<SqliteDatabase, T> work)
    {
        lock (_writing)
        {
            return _writer.Transact(work);
        }
    }

    public void Write(Action<SqliteDatabase> work) => Write(writer =>
    {
        work(writer);
        return 0;
    });

    /// <summary>See <see cref="SqliteDatabase.TruncateLog"/>.</summary>
    public void TruncateLog()
    {
        lock (_writing)
        {
            _writer.TruncateLog();
        }
    }

    public void Dispose()
    {
        while (_readers.TryPop(out var reader))
            reader.Dispose();
        lock (_writing)
        {
            _writer.Dispose();
        }
    }
}
