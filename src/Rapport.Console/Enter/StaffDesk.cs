using Rapport.Console.Shell;
using Rapport.Core.Events;
using Rapport.Core.Rights;
using Rapport.Storage.House;

namespace Rapport.Console.Enter;

/// <summary>What operators see of people and change of the house goes through a desk: it asks what they may do now, and has it written down before it happens.</summary>
/// <remarks>Whatever a page shows or hides, the desk decides. A test calls every method of every desk as somebody who may do nothing.</remarks>
public abstract class StaffDesk(ConsoleOptions options, IAuditLog audit, TimeProvider clock)
{
    protected ConsoleOptions Options => options;

    protected IAuditLog Audit => audit;

    protected TimeProvider Clock => clock;

    /// <exception cref="NotPermittedException">They may not, or not any more.</exception>
    protected void Permit(OperatorVisit visit, Permissions needed)
    {
        ArgumentNullException.ThrowIfNull(visit);
        if (visit.Entrant is not { } entrant || entrant.Tenant != visit.Tenant.Id || visit.Until <= clock.GetUtcNow() || !options.MayNow(entrant).HasFlag(needed))
            throw new NotPermittedException(needed);
    }

    /// <summary>Writes down what comes next; if it throws, it must not come.</summary>
    protected Task NoteAsync(OperatorVisit visit, string action, CustomerId? customer = null, int people = 0, string detail = "")
    {
        ArgumentNullException.ThrowIfNull(visit);
        return audit.AppendAsync(new AuditEntry(visit.Name, action, visit.Tenant.Id, customer, people, detail), CancellationToken.None);
    }
}
