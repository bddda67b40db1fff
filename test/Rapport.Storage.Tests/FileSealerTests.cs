using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Storage.Customers;
using Rapport.Storage.Keys;
using static Rapport.Storage.Tests.Samples;

namespace Rapport.Storage.Tests;

public sealed class FileSealerTests
{
    private static readonly CustomerKey Key = new(new TenantId("demo"), 7);
    private static readonly byte[] DataKey = new byte[32];

    [Fact]
    public void After_the_last_yes_is_taken_back_the_name_is_not_kept_even_sealed()
    {
        var named = SealedAfter(Yes());
        var nameless = SealedAfter(Yes(), Withdrawal());

        Assert.True(named.Length > nameless.Length + 20, $"{named.Length} and {nameless.Length} bytes");
        Assert.Throws<InvalidOperationException>(() => FileSealer.Open(new StoredCustomer(Key, nameless, null, [Yes(), Withdrawal()]), DataKey));
        Assert.Equal("somebody-with-a-long-name", FileSealer.Open(new StoredCustomer(Key, named, null, [Yes()]), DataKey)!.File.Customer.Value);
    }

    private static byte[] SealedAfter(params ConsentEntry[] choices)
    {
        var opened = FileSealer.New(CustomerId.Known("somebody-with-a-long-name"), new StoredCustomer(Key, null, null, []));
        foreach (var choice in choices)
            opened.File.Choose(choice);
        return FileSealer.Seal(Key, opened, DataKey).Tail;
    }
}
