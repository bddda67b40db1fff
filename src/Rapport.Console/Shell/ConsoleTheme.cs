using MudBlazor;

namespace Rapport.Console.Shell;

/// <summary>The design's type and shape as a MudBlazor theme; its colours stand in <c>Assets/console.css</c>.</summary>
/// <remarks>
/// MudBlazor picks light or dark on the server, which cannot know what the visitor's system prefers: pages would flash.
/// So each colour is a CSS <c>light-dark()</c> pair that overrides the palette, and the browser decides before the first paint.
/// </remarks>
internal static class ConsoleTheme
{
    private static readonly string[] Font = ["Source Sans 3", "system-ui", "sans-serif"];

    internal static MudTheme Theme { get; } = new()
    {
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "10px", DrawerWidthLeft = "232px", AppbarHeight = "60px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Font, FontSize = "1rem", LineHeight = "1.5", LetterSpacing = "normal" },
            Button = new ButtonTypography { FontFamily = Font, FontSize = "1rem", FontWeight = "600", TextTransform = "none", LetterSpacing = "normal" },
        },
    };
}
