using System.Globalization;
using System.IO.Compression;
using Rapport.Cli.Evaluate;

namespace Rapport.Cli.Tests.Evaluate;

public sealed class InteractionFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rapport-files").FullName;

    [Theory]
    [InlineData("0 1 2\n1 2 3\n")]
    [InlineData("0 1 2\r\n1 2 3\r\n")]
    [InlineData("0\t1\t2\n1\t2\t3")]
    [InlineData("\n0 2 1 1\n\n5\n1 3\n1 2 3\n")]
    [InlineData("70000000000 90000000001 90000000002\n80000000000 90000000002 90000000777\n", 70_000_000_000, 90_000_000_777)]
    public void The_same_taste_reads_the_same_however_it_is_written(string train, long customer = 0, long wanted = 3)
    {
        var data = Read(train, Line(customer, wanted));

        Assert.Equal([0, 1], data.Train.Keys);
        Assert.Equal([0, 1], data.Train[0]);
        Assert.Equal([1, 2], data.Train[1]);
        Assert.Equal([2], data.Test[0]);
        Assert.Equal(3, data.ItemCount);
    }

    [Fact]
    public void Packed_files_are_read_too()
    {
        using (var packed = new StreamWriter(new GZipStream(File.Create(Path.Combine(_folder, "train.txt.gz")), CompressionMode.Compress)))
            packed.Write("0 1 2\n");
        File.WriteAllText(Path.Combine(_folder, "test.txt"), "0 3\n");

        Assert.Equal([0, 1], InteractionData.Read(_folder, needsTest: true).Train[0]);
    }

    [Theory]
    [InlineData("", "0 1\n", "train.txt holds no customer")]
    [InlineData("0 1 2\n", "", "No customer of test.txt")]
    [InlineData("0 1 2\n", "5 1\n", "No customer of test.txt")]
    [InlineData("0 1 2\n1 x\n", "0 3\n", "train.txt, line 2")]
    [InlineData("0 1 -2\n", "0 3\n", "train.txt, line 1")]
    [InlineData("0 1 2\n", "0 3.5\n", "test.txt, line 1")]
    [InlineData("99999999999999999999 1 2\n", "0 3\n", "train.txt, line 1")]
    public void What_cannot_be_evaluated_is_named_by_file_and_line(string train, string test, string message) =>
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => Read(train, test)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("NaN")]
    [InlineData("-1")]
    [InlineData("1e12")]
    public void An_age_that_is_none_is_refused(string age)
    {
        File.WriteAllText(Path.Combine(_folder, "train_time.csv"), $"user,item,count,age\n0,1,1,{age}\n");

        Assert.Contains("train_time.csv, line 2", Assert.Throws<InvalidDataException>(() => Read("0 1 2\n", "0 3\n")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0 1 2 3 4 5 6\n", "0 7\n")]
    [InlineData("0 1\n1 1\n2 1\n", "0 1\n1 1\n")]
    [InlineData("0 1 2\n1 2 3\n", "0 99 3\n7 1\n")]
    public void The_smallest_shops_are_evaluated_without_ado(string train, string test)
    {
        Read(train, test);

        var report = QualityEvaluation.Run(new QualityOptions(_folder), null, TestContext.Current.CancellationToken);

        Assert.InRange(report.Customers, 1, 2);
        Assert.InRange(report.RecallAt20, 0, 1);
        Assert.Equal(["cosineKnn", "ease", "popularity"], report.Baselines.Keys);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Line(long customer, long item) => string.Create(CultureInfo.InvariantCulture, $"{customer} {item}\n");

    private InteractionData Read(string train, string test)
    {
        File.WriteAllText(Path.Combine(_folder, "train.txt"), train);
        File.WriteAllText(Path.Combine(_folder, "test.txt"), test);
        return InteractionData.Read(_folder, needsTest: true);
    }
}
