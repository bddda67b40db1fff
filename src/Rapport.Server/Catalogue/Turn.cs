namespace Rapport.Server.Catalogue;

/// <summary>Lets one change of what is stored and served through at a time, so that an older reading never replaces a newer one.</summary>
internal sealed class Turn : IDisposable
{
    private readonly SemaphoreSlim _free = new(1);

    public async Task<T> TakeAsync<T>(Func<Task<T>> change, CancellationToken cancellation)
    {
        await _free.WaitAsync(cancellation);
        try
        {
            return await change();
        }
        finally
        {
            _free.Release();
        }
    }

    public void Dispose() => _free.Dispose();
}
