using System.Globalization;
using System.IO.Compression;

namespace Rapport.Cli.Evaluate;

/// <summary>Reads the files of a public data set: a line is a customer and their items, numbers of any size with any gaps, on as many lines as it likes.</summary>
/// <remarks><b>Shape and units</b>: customers and items are numbered anew, from 0, in the order of their numbers in the files.</remarks>
internal sealed class InteractionFiles
{
    private const double MostDays = 36_525;
    private readonly string _folder;
    private readonly Dictionary<long, int> _customers;
    private readonly Dictionary<long, int> _items;

    /// <exception cref="FileNotFoundException">There is no train file, or no test file where one is needed.</exception>
    /// <exception cref="InvalidDataException">A line cannot be read, or there is nothing to learn from or to ask for.</exception>
    internal InteractionFiles(string folder, bool needsTest)
    {
        _folder = folder;
        var train = ReadLists("train.txt") ?? throw Missing("train.txt");
        var test = ReadLists("test.txt") ?? (needsTest ? throw Missing("test.txt") : []);
        var testAll = needsTest ? ReadLists("test_all.txt") : null;
        var all = new[] { train, test, testAll ?? [] };
        _customers = Numbered(all.SelectMany(each => each.Keys));
        _items = Numbered(all.SelectMany(each => each.Values).SelectMany(items => items));
        (Train, Test, TestAll) = (InNumbers(train), InNumbers(test), testAll is null ? null : InNumbers(testAll));
        ItemCount = _items.Count;
        if (Train.Count == 0)
            throw new InvalidDataException("train.txt holds no customer with items.");
        if (needsTest && !Test.Keys.Any(Train.ContainsKey))
            throw new InvalidDataException("No customer of test.txt has items in train.txt.");
    }

    /// <summary>Items by customer, distinct, ascending.</summary>
    internal SortedDictionary<int, int[]> Train { get; }

    internal SortedDictionary<int, int[]> Test { get; }

    internal SortedDictionary<int, int[]>? TestAll { get; }

    internal int ItemCount { get; }

    /// <summary>Number of orders and days before the cut, by customer and item; null where the set has no times.</summary>
    internal Dictionary<(int Customer, int Item), (int Times, double Age)>? ReadTimes()
    {
        const string Name = "train_time.csv";
        if (Find(Name) is not { } path)
            return null;
        var times = new Dictionary<(int, int), (int, double)>();
        foreach (var (line, number) in Lines(path).Skip(1))
        {
            var parts = line.Split(',');
            if (parts.Length < 4 || !TryNumber(parts[0], out var customer) || !TryNumber(parts[1], out var item) || !int.TryParse(parts[2], CultureInfo.InvariantCulture, out var count)
                || !double.TryParse(parts[3], CultureInfo.InvariantCulture, out var age) || !(age is >= 0 and <= MostDays))
                throw Unreadable(Name, number);
            if (_customers.TryGetValue(customer, out var who) && _items.TryGetValue(item, out var what))
                times[(who, what)] = (count, age);
        }

        return times;
    }

    private Dictionary<long, List<long>>? ReadLists(string name)
    {
        if (Find(name) is not { } path)
            return null;
        var lists = new Dictionary<long, List<long>>();
        foreach (var (line, number) in Lines(path))
        {
            var parts = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            var numbers = Array.ConvertAll(parts, part => TryNumber(part, out var value) ? value : throw Unreadable(name, number));
            if (numbers.Length < 2)
                continue;
            if (!lists.TryGetValue(numbers[0], out var items))
                lists.Add(numbers[0], items = new List<long>(numbers.Length - 1));
            items.AddRange(numbers.AsSpan(1));
        }

        return lists;
    }

    private SortedDictionary<int, int[]> InNumbers(Dictionary<long, List<long>> lists) =>
        new(lists.ToDictionary(each => _customers[each.Key], each => each.Value.Select(item => _items[item]).Distinct().Order().ToArray()));

    private static Dictionary<long, int> Numbered(IEnumerable<long> all) =>
        all.Distinct().Order().Select((value, number) => (value, number)).ToDictionary(each => each.value, each => each.number);

    private static bool TryNumber(string text, out long number) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static IEnumerable<(string Line, int Number)> Lines(string path)
    {
        using var file = File.OpenRead(path);
        using Stream plain = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(plain);
        for (var number = 1; reader.ReadLine() is { } line; number++)
            yield return (line, number);
    }

    private string? Find(string name) => new[] { Path.Combine(_folder, name), Path.Combine(_folder, name + ".gz") }.FirstOrDefault(File.Exists);

    private FileNotFoundException Missing(string name) => new($"There is no {name} or {name}.gz in {_folder}.", name);

    private static InvalidDataException Unreadable(string name, int line) => new($"{name}, line {line}: numbers were expected.");
}
