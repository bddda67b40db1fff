using System.Text;
using Rapport.Server.Hosting;

namespace Rapport.Demo.Hosting;

/// <summary>What the demo shop keeps for itself, in the folder <c>shop</c> of the home: the key that signs customer tokens, and the operator's key.</summary>
internal sealed record DemoKeys(string TokenPrivateKey, string OperatorKey)
{
    private const string TokenKeyFile = "token-key.pem";
    private const string OperatorKeyFile = "operator-key.txt";

    /// <returns>Null where the shop has no keys yet.</returns>
    internal static DemoKeys? Read(string home)
    {
        var folder = Path.Combine(home, "shop");
        var (token, key) = (Path.Combine(folder, TokenKeyFile), Path.Combine(folder, OperatorKeyFile));
        return File.Exists(token) && File.Exists(key) ? new DemoKeys(File.ReadAllText(token), File.ReadAllText(key).Trim()) : null;
    }

    internal static DemoKeys Write(string home, TenantKeys keys)
    {
        var folder = Path.Combine(home, "shop");
        Directory.CreateDirectory(folder);
        WriteForOwner(Path.Combine(folder, TokenKeyFile), keys.TokenPrivateKey);
        WriteForOwner(Path.Combine(folder, OperatorKeyFile), keys.SecretKey);
        return new DemoKeys(keys.TokenPrivateKey, keys.SecretKey);
    }

    private static void WriteForOwner(string path, string content)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, options);
        file.Write(Encoding.UTF8.GetBytes(content));
    }
}
