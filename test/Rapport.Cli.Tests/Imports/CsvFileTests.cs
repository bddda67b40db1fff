using System.IO.Compression;
using System.Text;
using Rapport.Cli.Imports;

namespace Rapport.Cli.Tests.Imports;

public sealed class CsvFileTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    [Fact]
    public void Quotes_hold_separators_quotes_and_line_ends()
    {
        var rows = Read("a,b\n\"one, two\",\"say \"\"hi\"\"\"\n\"first\nsecond\",x\n");

        Assert.Equal(["one, two", "say \"hi\""], rows[0].Fields);
        Assert.Equal(["first\nsecond", "x"], rows[1].Fields);
        Assert.Equal([2, 3], rows.Select(row => row.Line));
    }

    [Fact]
    public void Byte_order_marks_and_windows_line_ends_are_no_part_of_a_field()
    {
        var rows = Read("\ufeffa,b\r\n1,2\r\n\r\n3,4", out var header);

        Assert.Equal(["a", "b"], header);
        Assert.Equal([["1", "2"], ["3", "4"]], rows.Select(row => row.Fields));
        Assert.Equal(4, rows[1].Line);
    }

    [Theory]
    [InlineData("a;b\n1;2\n")]
    [InlineData("a\tb\n1\t2\n")]
    public void The_header_tells_the_separator(string content) => Assert.Equal(["1", "2"], Read(content)[0].Fields);

    [Fact]
    public void Gzip_is_read_whatever_the_file_is_called()
    {
        using (var zip = new GZipStream(File.Create(_path), CompressionLevel.Fastest))
            zip.Write(Encoding.UTF8.GetBytes("a,b\nü,2\n"));

        using var csv = CsvFile.Open(_path);

        Assert.Equal(["ü", "2"], csv.Rows().Single().Fields);
    }

    [Fact]
    public void A_quote_never_closed_spoils_its_own_row_only()
    {
        var rows = Read("a,b\n\"broken,1\n" + string.Concat(Enumerable.Range(0, 80).Select(i => $"{i},x\n")));

        Assert.NotNull(rows[0].Flaw);
        Assert.Equal(81, rows.Count);
        Assert.All(rows.Skip(1), row => Assert.Null(row.Flaw));
        Assert.Equal(Enumerable.Range(2, 81), rows.Select(row => row.Line));
    }

    [Fact]
    public void A_row_with_too_few_columns_is_flawed() => Assert.NotNull(Read("a,b,c\n1,2\n")[0].Flaw);

    [Fact]
    public void An_empty_file_has_nothing_usable()
    {
        var failure = Assert.Throws<CommandFailedException>(() => Read(""));

        Assert.Equal(ExitCode.NothingUsable, failure.Code);
    }

    public void Dispose() => File.Delete(_path);

    private List<CsvRow> Read(string content) => Read(content, out _);

    private List<CsvRow> Read(string content, out IReadOnlyList<string> header)
    {
        File.WriteAllText(_path, content);
        using var csv = CsvFile.Open(_path);
        header = csv.Header;
        return [.. csv.Rows()];
    }
}
