using Rapport.Core.History;
using SQLitePCL;

namespace Rapport.Storage.Sqlite;

/// <summary>One connection to one SQLite file, with its prepared statements.</summary>
/// <remarks>
/// <para>Straight on the C interface: no boxing of parameters, no command objects on the path of every request.</para>
/// <para><b>Threads</b>: one at a time.</para>
/// </remarks>
internal sealed class SqliteDatabase : IDisposable
{
    private readonly sqlite3 _handle;
    private readonly Dictionary<string, SqliteStatement> _statements = [];

    static SqliteDatabase() => Batteries_V2.Init();

    /// <param name="pageSize">In bytes; counts only when the file is made.</param>
    /// <exception cref="StoreUnavailableException">The file cannot be opened or is no database.</exception>
    public SqliteDatabase(string path, int pageSize = 4096, long? maxPages = null, bool isReader = false)
    {
        var opened = raw.sqlite3_open_v2(path, out _handle, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE | raw.SQLITE_OPEN_NOMUTEX, null);
        try
        {
            Check(opened);
            raw.sqlite3_busy_timeout(_handle, 10_000);
            Execute($"PRAGMA page_size={pageSize}; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA foreign_keys=ON; PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY");
            if (isReader)
                Execute("PRAGMA query_only=ON");
            if (maxPages is { } pages)
                Execute($"PRAGMA max_page_count={pages}");
        }
        catch
        {
            _handle.Dispose();
            throw;
        }
    }

    public long Changes => raw.sqlite3_changes(_handle);

    public void Execute(string sql) => Check(raw.sqlite3_exec(_handle, sql));

    /// <summary>The prepared statement of a text, reset and ready to bind; texts are constants, so few are kept.</summary>
    public SqliteStatement Prepare(string sql)
    {
        if (_statements.TryGetValue(sql, out var statement))
        {
            statement.Reset();
            return statement;
        }

        Check(raw.sqlite3_prepare_v3(_handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var prepared));
        return _statements[sql] = new SqliteStatement(this, prepared);
    }

    /// <summary>Runs work in one transaction; what it throws undoes it.</summary>
    public T Transact<T>(Func<SqliteDatabase, T> work)
    {
        Prepare("BEGIN IMMEDIATE").Run();
        try
        {
            var result = work(this);
            Prepare("COMMIT").Run();
            return result;
        }
        catch
        {
            Rollback();
            throw;
        }
    }

    public void Transact(Action<SqliteDatabase> work) => Transact(database =>
    {
        work(database);
        return 0;
    });

    /// <summary>A consistent view of several reads.</summary>
    public T Snapshot<T>(Func<SqliteDatabase, T> work)
    {
        Prepare("BEGIN").Run();
        try
        {
            return work(this);
        }
        finally
        {
            Rollback();
        }
    }

    /// <summary>Brings the file to the newest schema of a folder.</summary>
    public void Migrate(string folder)
    {
        Execute("CREATE TABLE IF NOT EXISTS migrations (name TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID");
        foreach (var (name, sql) in Schema.Of(folder))
        {
            Transact(inside =>
            {
                inside.Prepare("INSERT OR IGNORE INTO migrations VALUES (?1)").Bind(name).Run();
                if (inside.Changes > 0)
                    inside.Execute(sql);
            });
        }
    }

    /// <summary>Moves everything into the main file and cuts the write-ahead log to nothing, so that no older page outlives an erasure.</summary>
    public void TruncateLog()
    {
        var statement = Prepare("PRAGMA wal_checkpoint(TRUNCATE)");
        if (statement.Step() && statement.Long(0) != 0)
            throw new StoreUnavailableException("A reader kept the write-ahead log from being cut.");
        statement.Reset();
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
            statement.Dispose();
        _statements.Clear();
        _handle.Dispose();
    }

    internal void Check(int code)
    {
        if (code is raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE)
            return;
        var text = $"SQLite error {code}: {raw.sqlite3_errstr(code).utf8_to_string()}";
        throw (code & 0xff) switch
        {
            raw.SQLITE_FULL or raw.SQLITE_IOERR or raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY
                or raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB or raw.SQLITE_NOMEM or raw.SQLITE_PERM => new StoreUnavailableException(text),
            _ => new InvalidOperationException($"{text}: {raw.sqlite3_errmsg(_handle).utf8_to_string()}"),
        };
    }

    private void Rollback()
    {
        foreach (var statement in _statements.Values)
            statement.Reset();
        // After a full disk SQLite may have rolled back already; that is as good.
        if (raw.sqlite3_get_autocommit(_handle) == 0)
            raw.sqlite3_exec(_handle, "ROLLBACK");
    }
}
