using Rapport.Core.Events;
using Rapport.Core.Recommendations.Rules;

namespace Rapport.Storage.House;

/// <summary>Every version of a shop's rules that was ever in force, by its name, so that a change can be taken back.</summary>
public sealed class RuleVersions(string home)
{
    public void Keep(TenantId tenant, string version, BusinessRules rules)
    {
        var path = PathOf(tenant, version);
        if (File.Exists(path))
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        HomeFolder.WriteDurably(path, System.Text.Encoding.UTF8.GetBytes(RulesJson.Write(rules)));
    }

    /// <returns>Null where no rules of that name were in force.</returns>
    public BusinessRules? Find(TenantId tenant, string version) =>
        version.Length == 16 && version.All(char.IsAsciiHexDigitLower) && File.Exists(PathOf(tenant, version)) ? RulesJson.Read(File.ReadAllText(PathOf(tenant, version))) : null;

    private string PathOf(TenantId tenant, string version) => Path.Combine(home, "policy", tenant.Value, "rules", version + ".json");
}
