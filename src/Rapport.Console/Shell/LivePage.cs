using Microsoft.AspNetCore.Components;
using Rapport.Console.Figures;
using Rapport.Console.Texts;

namespace Rapport.Console.Shell;

/// <summary>A page whose figures refresh every few seconds until the operator pauses them.</summary>
public abstract class LivePage : ComponentBase, IDisposable
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    private ITimer? _timer;

    [CascadingParameter]
    public required ConsoleTexts Texts { get; set; }

    [CascadingParameter]
    public required OperatorVisit Visit { get; set; }

    [Inject]
    public required FigureReader Reader { get; set; }

    [Inject]
    public required ConsoleOptions Options { get; set; }

    [Inject]
    public required TimeProvider Clock { get; set; }

    [Inject]
    public required NavigationManager Navigation { get; set; }

    /// <summary>Null until the first reading came in.</summary>
    public ConsoleFigures? Figures { get; private set; }

    public bool IsPaused { get; private set; }

    public void Dispose()
    {
        _timer?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>False once the operator was removed, or may do less than when the page was opened.</summary>
    protected bool IsStillIn => Visit.Entrant is not { } entrant || (Options.MayNow(entrant) & Visit.May) == Visit.May;

    public void TogglePause()
    {
        IsPaused = !IsPaused;
        StateHasChanged();
    }

    protected override async Task OnInitializedAsync() => Figures = await Reader.ReadAsync(Visit.Tenant.Id);

    protected override void OnAfterRender(bool firstRender)
    {
        // Only a live circuit gets here: a prerendered page has no timer.
        if (firstRender)
            _timer = Clock.CreateTimer(_ => _ = RefreshOrBreakAsync(), null, Every, Every);
    }

    /// <summary>How long ago something was, as of the figures on the page.</summary>
    protected string AgeOf(DateTimeOffset time) => Texts.Age((Figures?.At ?? Clock.GetUtcNow()) - time);

    private async Task RefreshOrBreakAsync()
    {
        var refresh = InvokeAsync(RefreshAsync);
        await refresh.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        // Nobody waits for a timer: a page whose figures cannot be read says so instead of growing old in silence.
        if (refresh.Exception?.InnerException is { } surprise)
            await DispatchExceptionAsync(surprise);
    }

    private async Task RefreshAsync()
    {
        if (Visit.Until <= Clock.GetUtcNow() || !IsStillIn)
        {
            Navigation.NavigateTo("enter", forceLoad: true);
            return;
        }

        if (IsPaused)
            return;
        Figures = await Reader.ReadAsync(Visit.Tenant.Id);
        StateHasChanged();
    }
}
