using Rapport.Console.Enter;
using Rapport.Core.History;

namespace Rapport.Console.Shell;

/// <summary>A page on which staff reads or changes something by a desk.</summary>
public abstract class StaffPage : LivePage
{
    /// <summary>Why the last deed was not done; null when it was.</summary>
    protected string? Trouble { get; private set; }

    protected override async Task OnInitializedAsync()
    {
        await base.OnInitializedAsync();
        await TryAsync(LoadAsync);
    }

    /// <summary>Reads what the page shows.</summary>
    protected abstract Task LoadAsync();

    /// <summary>Does something and shows what has become of it.</summary>
    protected async Task ThenShowAsync(Func<Task> deed)
    {
        if (await TryAsync(deed))
            await TryAsync(LoadAsync);
        // A part of the page may have asked: then only that part would be drawn anew.
        StateHasChanged();
    }

    /// <returns>False where it was not done; then the page says why, or sends to the door who may not.</returns>
    protected async Task<bool> TryAsync(Func<Task> deed)
    {
        ArgumentNullException.ThrowIfNull(deed);
        Trouble = null;
        try
        {
            await deed();
            return true;
        }
        catch (NotPermittedException)
        {
            Navigation.NavigateTo("enter", forceLoad: true);
        }
        catch (StoreUnavailableException)
        {
            Trouble = Texts["store.away"];
        }
        catch (KeysUnavailableException)
        {
            Trouble = Texts["keys.away"];
        }

        return false;
    }
}
