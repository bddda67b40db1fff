using System.Text;
using SQLitePCL;

namespace Rapport.Storage.Sqlite;

/// <summary>One prepared statement: bind by position from 1, then run it or step through its rows (columns from 0).</summary>
internal sealed class SqliteStatement(SqliteDatabase database, sqlite3_stmt handle) : IDisposable
{
    private readonly Dictionary<int, (byte[] Bytes, string Text)> _words = [];
    private int _next = 1;

    public SqliteStatement Bind(long value)
    {
        database.Check(raw.sqlite3_bind_int64(handle, _next++, value));
        return this;
    }

    public SqliteStatement Bind(long? value) => value is { } set ? Bind(set) : BindNull();

    public SqliteStatement Bind(string? value)
    {
        if (value is null)
            return BindNull();
        database.Check(raw.sqlite3_bind_text(handle, _next++, value));
        return this;
    }

    public SqliteStatement Bind(byte[]? value) => value is null ? BindNull() : Bind(value.AsSpan());

    public SqliteStatement Bind(ReadOnlySpan<byte> value)
    {
        database.Check(raw.sqlite3_bind_blob(handle, _next++, value));
        return this;
    }

    public bool Step()
    {
        var code = raw.sqlite3_step(handle);
        if (code is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            Reset();
            database.Check(code);
        }

        return code == raw.SQLITE_ROW;
    }

    /// <summary>Runs a statement to its end.</summary>
    public void Run()
    {
        while (Step())
        {
        }

        Reset();
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL;

    public long Long(int column) => raw.sqlite3_column_int64(handle, column);

    public byte[] Blob(int column) => raw.sqlite3_column_blob(handle, column).ToArray();

    /// <summary>A blob in place; valid until the next step.</summary>
    public ReadOnlySpan<byte> Span(int column) => raw.sqlite3_column_blob(handle, column);

    public byte[]? BlobOrNull(int column) => IsNull(column) ? null : Blob(column);

    public string Text(int column) => raw.sqlite3_column_text(handle, column).utf8_to_string();

    /// <summary>A text of few different values: each is made once.</summary>
    public string Word(int column)
    {
        var bytes = raw.sqlite3_column_blob(handle, column);
        if (_words.TryGetValue(column, out var last) && bytes.SequenceEqual(last.Bytes))
            return last.Text;
        var text = Encoding.UTF8.GetString(bytes);
        _words[column] = (bytes.ToArray(), text);
        return text;
    }

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public void Reset()
    {
        // The code of reset repeats the error of the step, which was reported there.
        _ = raw.sqlite3_reset(handle);
        _next = 1;
    }

    public void Dispose() => handle.Dispose();

    private SqliteStatement BindNull()
    {
        database.Check(raw.sqlite3_bind_null(handle, _next++));
        return this;
    }
}
