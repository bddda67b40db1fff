using System.Globalization;
using Rapport.Core.Events;
using Rapport.Server.Hosting;

namespace Rapport.Server.Training;

/// <summary>When the lists that strangers see were last refreshed, shop by shop, in a small file each of the home.</summary>
/// <remarks>A restart must not refresh them: lists before and after that stand a day apart tell less than lists that move with every start (ground rule 7).</remarks>
public sealed class ListCalendar(RapportOptions options)
{
    /// <summary>Null where nothing readable is noted: then they are due.</summary>
    public DateTimeOffset? Read(TenantId tenant) =>
        File.Exists(PathOf(tenant)) && DateTimeOffset.TryParseExact(File.ReadAllText(PathOf(tenant)), "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? at : null;

    public void Write(TenantId tenant, DateTimeOffset at)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(tenant))!);
        File.WriteAllText(PathOf(tenant) + ".new", at.ToString("O", CultureInfo.InvariantCulture));
        File.Move(PathOf(tenant) + ".new", PathOf(tenant), overwrite: true);
    }

    private string PathOf(TenantId tenant) => Path.Combine(options.Home, "models", tenant.Value + ".refreshed");
}
