using Microsoft.Playwright;

namespace Rapport.EndToEnd.Tests.Shared;

/// <summary>Debian's Chromium, driven by Playwright. Missing, its tests are skipped and say so; under <c>CI=true</c> they fail.</summary>
public sealed class Browser : IAsyncLifetime
{
    private const string Chromium = "/usr/bin/chromium";

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task<IBrowserContext> OpenAsync(BrowserNewContextOptions? options = null)
    {
        if (!File.Exists(Chromium))
        {
            const string Missing = "Chromium is not installed (Debian: apt-get install chromium): the browser tests did not run.";
            if (Environment.GetEnvironmentVariable("CI") == "true")
                Assert.Fail(Missing);
            Assert.Skip(Missing);
        }

        _playwright ??= await Playwright.CreateAsync();
        _browser ??= await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        return await _browser.NewContextAsync(options ?? new BrowserNewContextOptions { Locale = "en-GB", ViewportSize = new ViewportSize { Width = 1280, Height = 900 } });
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
