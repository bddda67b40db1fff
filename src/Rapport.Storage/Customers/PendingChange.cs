using Rapport.Core.History;

namespace Rapport.Storage.Customers;

/// <summary>A change that waits for its transaction, and its caller.</summary>
internal abstract class PendingChange(CustomerName name, Core.Events.CustomerId customer)
{
    public CustomerName Name { get; } = name;

    public Core.Events.CustomerId Customer { get; } = customer;

    /// <summary>What the change threw; it then takes no part in the transaction.</summary>
    public Exception? Thrown { get; protected set; }

    /// <summary>Runs the change; false when it threw.</summary>
    public abstract bool Run(CustomerFile file);

    /// <summary>Tells the caller that all is on disk, or what its own change threw.</summary>
    public abstract void Complete();

    public abstract void Fail(Exception problem);

    /// <summary>True when the caller gave up before the change was begun.</summary>
    public abstract bool IsGivenUp { get; }

    public void Refuse(Exception problem) => Thrown = problem;
}

/// <inheritdoc/>
internal sealed class PendingChange<T>(CustomerName name, Core.Events.CustomerId customer, Func<CustomerFile, T> change, CancellationToken cancellation)
    : PendingChange(name, customer)
{
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public Task<T> Task => _completion.Task;

    public override bool IsGivenUp
    {
        get
        {
            if (cancellation.IsCancellationRequested)
                _completion.TrySetCanceled(cancellation);
            return cancellation.IsCancellationRequested;
        }
    }

    public override bool Run(CustomerFile file)
    {
        try
        {
            _result = change(file);
            return true;
        }
#pragma warning disable CA1031 // The change is the caller's code; whatever it throws is handed back to the caller alone.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            Thrown = problem;
            return false;
        }
    }

    public override void Complete()
    {
        if (Thrown is not null)
            _completion.TrySetException(Thrown);
        else
            _completion.TrySetResult(_result!);
    }

    public override void Fail(Exception problem) => _completion.TrySetException(problem);
}
