using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using Rapport.Console.Figures;
using Rapport.Console.Shell;
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
        BunitContext.DefaultWaitTimeout = TimeSpan.FromSeconds(30);
        Browser.JSInterop.Mode = JSRuntimeMode.Loose;
        Browser.Services.AddMudServices();
        Browser.Services
            .AddSingleton<TimeProvider>(Shop.Clock).AddSingleton(Shop.Options).AddSingleton(Shop.Figures).AddSingleton(Shop.Shops)
            .AddSingleton(Shop.Store.Customers).AddSingleton(Shop.Store.Decisions).AddSingleton(Shop.Store.Receipts)
            .AddSingleton<FigureReader>();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Browser.DisposeAsync();
        await Shop.DisposeAsync();
    }

    protected IRenderedComponent<DynamicComponent> Open(Type page, string language = "en")
    {
        var visit = new OperatorVisit(Shop.Options.Tenants()[0], Shop.Clock.GetUtcNow().AddHours(8));
        var opened = Browser.Render<DynamicComponent>(parameters => parameters
            .Add(dynamic => dynamic.Type, page)
            .AddCascadingValue(ConsoleTexts.In(language))
            .AddCascadingValue(visit));
        opened.WaitForState(() => opened.FindAll(".card").Count > 0);
        return opened;
    }

    protected static string[] TextsOf(IRenderedComponent<DynamicComponent> page, string selector) => [.. page.FindAll(selector).Select(element => element.TextContent.Trim())];

    /// <summary>What a reader sees, with single spaces.</summary>
    protected static string TextOf(IRenderedComponent<DynamicComponent> page) =>
        string.Join(' ', page.Nodes.SelectMany(node => node.Text().Split((char[])[' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries)));
}
