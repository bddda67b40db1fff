using Microsoft.Extensions.DependencyInjection;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Model;
using Rapport.Server.Tests.Shared;
using Rapport.Storage;

namespace Rapport.Server.Tests.Rights;

/// <summary>A forgetting and a training at the same time, in the order that tempts a receipt to lie.</summary>
public sealed class ReceiptRaceTests
{
    [Fact]
    public async Task A_training_that_read_the_customer_before_she_was_gone_makes_no_receipt_final()
    {
        var erasing = new Gate();
        var publishing = new Gate();
        await using var server = await RunningServer.StartAsync(Directory.CreateTempSubdirectory("rapport-race-").FullName, services: services => services
            .AddSingleton<ICustomerStore>(provider => new GatedCustomers(provider.GetRequiredService<RapportStore>().Customers, erasing))
            .AddSingleton<IModelVault>(provider => new GatedVault(provider.GetRequiredService<RapportStore>().Models, publishing)));
        publishing.Open();
        await Crowd.FillAsync(server);
        await server.GrantAsync("ann", "recommendations", "learning");
        await server.BatchAsync(Segment.Ordered("ann", "o-ann", "tent", "bowl"));

        publishing.Close();
        var forgetting = server.AsCustomerAsync("ann", HttpMethod.Delete, "/v1/customers/me");
        await erasing.Reached;
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        var training = server.TrainAsync();
        await publishing.Reached;
        erasing.Open();
        var receipt = "/v1/receipts/" + (await forgetting).Json["id"]!.GetValue<string>();
        publishing.Open();
        await training;
        var early = await server.SendAsync(HttpMethod.Get, receipt);
        await server.TrainAsync();
        var late = await server.SendAsync(HttpMethod.Get, receipt);

        Assert.False(early.Json["final"]!.GetValue<bool>());
        Assert.True(late.Json["final"]!.GetValue<bool>());
    }

    private sealed class Gate
    {
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Reached => _reached.Task.WaitAsync(TimeSpan.FromSeconds(30));

        public void Open() => _open.TrySetResult();

        public void Close() => _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task PassAsync()
        {
            if (!_open.Task.IsCompleted)
                _reached.TrySetResult();
            return _open.Task;
        }
    }

    private sealed class GatedCustomers(ICustomerStore inner, Gate gate) : ICustomerStore
    {
        public ValueTask<CustomerFile> ReadAsync(TenantId tenant, CustomerId customer, CancellationToken cancellation) => inner.ReadAsync(tenant, customer, cancellation);

        public Task<T> ChangeAsync<T>(TenantId tenant, CustomerId customer, Func<CustomerFile, T> change, CancellationToken cancellation) => inner.ChangeAsync(tenant, customer, change, cancellation);

        public IAsyncEnumerable<CustomerFile> ReadAllAsync(TenantId tenant, CancellationToken cancellation) => inner.ReadAllAsync(tenant, cancellation);

        public Task<IReadOnlyList<T>> ReadAllAsync<T>(TenantId tenant, Func<T> start, Action<T, CustomerFile> add, CancellationToken cancellation) => inner.ReadAllAsync(tenant, start, add, cancellation);

        public IReadOnlyCollection<CustomerId>? TakeChanged(TenantId tenant) => inner.TakeChanged(tenant);

        public Task<StoreFigures> CountAsync(TenantId tenant, CancellationToken cancellation) => inner.CountAsync(tenant, cancellation);

        public async Task<IReadOnlyDictionary<string, long>> EraseAsync(TenantId tenant, CustomerId customer, DateTimeOffset at)
        {
            await gate.PassAsync();
            return await inner.EraseAsync(tenant, customer, at);
        }
    }

    private sealed class GatedVault(IModelVault inner, Gate gate) : IModelVault
    {
        public Task<T?> LoadAsync<T>(TenantId tenant, Func<Stream, T> read, CancellationToken cancellation)
            where T : class => inner.LoadAsync(tenant, read, cancellation);

        public Task<byte[]> SecretAsync(TenantId tenant, CancellationToken cancellation) => inner.SecretAsync(tenant, cancellation);

        public async Task SaveAsync(TenantId tenant, Action<Stream> write, bool destroySuperseded, CancellationToken cancellation)
        {
            await gate.PassAsync();
            await inner.SaveAsync(tenant, write, destroySuperseded, cancellation);
        }
    }
}
