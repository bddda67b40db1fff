using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using Rapport.Console.Enter;
using Rapport.Console.Figures;
using Rapport.Console.Texts;

namespace Rapport.Console.Tests;

/// <summary>A page of the console over a real shop, opened as an operator's browser would.</summary>
public abstract class ConsoleTestBase : IAsyncLifetime
{
    protected BunitContext Browser { get; } = new();

    protected OpenShop Shop { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Shop = await OpenShop.OpenAsync(Xunit.TestContext.Current.CancellationToken);
        BunitContext.DefaultWaitTimeout = TimeSpan.FromSeconds(15);
        Browser.JSInterop.Mode = JSRuntimeMode.Loose;
        Browser.Services.AddMudServices();
        Browser.Services.AddSingleton(Shop.Options).AddSingleton<FigureReader>().AddSingleton<AntiforgeryStateProvider, NoAntiforgery>();
        Shop.AddTo(Browser.Services).AddDesks();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Browser.DisposeAsync();
        await Shop.DisposeAsync();
    }

    protected IRenderedComponent<DynamicComponent> Open(Type page, string language = "en")
    {
        var opened = Browser.Render<DynamicComponent>(parameters => parameters
            .Add(dynamic => dynamic.Type, page)
            .AddCascadingValue(ConsoleTexts.In(language))
            .AddCascadingValue(Shop.Visit()));
        opened.WaitForState(() => opened.FindAll(".card").Count > 0);
        return opened;
    }

    protected static string[] TextsOf(IRenderedComponent<DynamicComponent> page, string selector) => [.. page.FindAll(selector).Select(element => element.TextContent.Trim())];

    /// <summary>What a reader sees, with single spaces.</summary>
    protected static string TextOf(IRenderedComponent<DynamicComponent> page) =>
        string.Join(' ', page.Nodes.SelectMany(node => node.Text().Split((char[])[' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries)));

    /// <summary>Forms that are posted are tried in <see cref="DoorTests"/>; here they only stand on the page.</summary>
    private sealed class NoAntiforgery : AntiforgeryStateProvider
    {
        public override AntiforgeryRequestToken? GetAntiforgeryToken() => null;
    }
}
