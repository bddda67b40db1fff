using Rapport.Core.History;

namespace Rapport.Storage.Sqlite;

/// <summary>Reads a row of count, stale count and oldest ticks.</summary>
internal static class SqliteAged
{
    public static AgedCount Count(SqliteStatement statement)
    {
        statement.Step();
        return new AgedCount(statement.Long(0), statement.Long(1), statement.IsNull(2) ? null : new DateTimeOffset(statement.Long(2), TimeSpan.Zero));
    }
}
