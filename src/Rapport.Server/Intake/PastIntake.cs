using Rapport.Core;
using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Rights;

namespace Rapport.Server.Intake;

/// <summary>Takes whole pasts of customers in: first the evidence of their choices, then, through the consent gate, what they did.</summary>
/// <remarks><b>Cost</b>: two durable changes a customer; many customers share one disk write.</remarks>
public sealed class PastIntake(ICustomerStore customers, Personalizer personalizer)
{
    private const int CustomersAtOnce = 512;

    /// <param name="progress">Told how many customers are done.</param>
    public async Task<IntakeResult> TakeAsync(TenantId tenant, IEnumerable<CustomerPast> pasts, IProgress<int>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(pasts);
        var stored = 0;
        var done = 0;
        var refused = new Dictionary<DenyCode, int>();
        foreach (var chunk in pasts.Chunk(CustomersAtOnce))
        {
            var evidence = chunk.Where(past => past.Evidence.Count > 0)
                .Select(past => customers.ChangeAsync(tenant, past.Customer, file => ConsentEvidence.Take(file, past.Evidence), cancellation));
            await Task.WhenAll(evidence);
            var result = await personalizer.RecordAsync(tenant, [.. chunk.SelectMany(past => past.Events)], cancellation);
            stored += result.Stored;
            foreach (var (code, count) in result.Refused)
                refused[code] = refused.GetValueOrDefault(code) + count;
            progress?.Report(done += chunk.Length);
        }

        return new IntakeResult(stored, refused);
    }
}
