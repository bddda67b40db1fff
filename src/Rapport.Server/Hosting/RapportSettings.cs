using System.Text.Json;
using Rapport.Core.Model;
using Rapport.Server.Boundary;
using Rapport.Storage;

namespace Rapport.Server.Hosting;

/// <summary>What a home folder serves: the content of <c>rapport.json</c>.</summary>
public sealed record RapportSettings
{
    public const string FileName = "rapport.json";

    /// <summary><c>sqlite</c> or <c>postgres</c>.</summary>
    public string Store { get; init; } = "sqlite";

    /// <summary>The connection string, with <c>postgres</c> only.</summary>
    public string? Postgres { get; init; }

    /// <summary>The key-encryption key that a new home begins with: <c>file</c> (in its keys folder), <c>env:NAME</c>, or a PKCS#11 URI. <c>rapport keys rotate</c> changes it later.</summary>
    public string KeyEncryption { get; init; } = "file";

    /// <summary>The address served; loopback unless the operator says otherwise.</summary>
    public string Listen { get; init; } = "http://127.0.0.1:5080";

    public IReadOnlyList<TenantSettings> Tenants { get; init; } = [];

    /// <summary>How often the lists that strangers see are refreshed (ground rule 7).</summary>
    public int BatchRefreshHours { get; init; } = 24;

    /// <summary>How often the model is trained when something changed.</summary>
    public int TrainMinutes { get; init; } = 15;

    /// <summary>How many items taken by all customers of a shop the server keeps in memory to train by increments; a shop with more is read whole each time.</summary>
    public long KeptEvents { get; init; } = ModelTrainer.MostKept;

    /// <summary>Reads a home's settings, or writes and returns the defaults where there are none.</summary>
    /// <exception cref="SettingsException">A mistake in the file, in one line.</exception>
    public static RapportSettings LoadOrCreate(string home)
    {
        var path = Path.Combine(home, FileName);
        if (!File.Exists(path))
        {
            var fresh = new RapportSettings();
            fresh.Save(home);
            return fresh;
        }

        var settings = Read(path);
        settings.Validate(path);
        return settings;
    }

    /// <summary>Reads a file of settings that may not hold: to say what is wrong with it.</summary>
    /// <exception cref="SettingsException">It cannot be read at all.</exception>
    public static RapportSettings Read(string path)
    {
        try
        {
            return SettingsJson.Read(File.ReadAllBytes(path)) ?? throw new SettingsException($"{path}: is empty.");
        }
        catch (JsonException mistake)
        {
            var line = mistake.LineNumber is { } number ? $" line {number + 1}:" : "";
            throw new SettingsException($"{path}:{line} {mistake.Message.Split(" Path:")[0].ReplaceLineEndings(" ")}", mistake);
        }
    }

    /// <summary>Writes the settings, whole or not at all.</summary>
    public void Save(string home)
    {
        Validate(FileName);
        Directory.CreateDirectory(home);
        var path = Path.Combine(home, FileName);
        // It may hold the database's password: for its owner's eyes only.
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(path + ".new", options))
            file.Write(SettingsJson.Write(this));
        File.Move(path + ".new", path, overwrite: true);
    }

    /// <summary>The same settings with a tenant added, or replaced where one of that id was there.</summary>
    public RapportSettings With(TenantSettings tenant) =>
        this with { Tenants = [.. Tenants.Where(other => other.Id != tenant.Id), tenant] };

    internal StorageOptions StorageAt(string home) => new()
    {
        Home = home,
        Store = Store == "postgres" ? StoreKind.Postgres : StoreKind.Sqlite,
        PostgresConnection = Postgres,
        KeyEncryption = KeyEncryption,
    };

    /// <exception cref="SettingsException">The first mistake, in one line.</exception>
    public void Validate(string where)
    {
        if (Store is not ("sqlite" or "postgres"))
            throw new SettingsException($"{where}: store is '{Store}'; say sqlite or postgres.");
        if (Store == "postgres" && string.IsNullOrWhiteSpace(Postgres))
            throw new SettingsException($"{where}: store is postgres, so postgres needs a connection string.");
        if (!KeyRotation.IsReference(KeyEncryption))
            throw new SettingsException($"{where}: keyEncryption is '{KeyEncryption}'; say file, env:NAME or a pkcs11: URI with token, object, module-path and pin-source.");
        if (BatchRefreshHours is < 1 or > 24 * 31)
            throw new SettingsException($"{where}: batchRefreshHours is {BatchRefreshHours}; say 1 to 744.");
        if (TrainMinutes is < 1 or > 24 * 60)
            throw new SettingsException($"{where}: trainMinutes is {TrainMinutes}; say 1 to 1440.");
        if (KeptEvents < 0)
            throw new SettingsException($"{where}: keptEvents is {KeptEvents}; say 0 or more.");
        if (!Uri.TryCreate(Listen, UriKind.Absolute, out var listen) || listen.Scheme is not ("http" or "https"))
            throw new SettingsException($"{where}: listen is '{Listen}'; say for example http://127.0.0.1:5080.");
        if (AntiPatterns.Find(this) is [var first, ..] found)
            throw new SettingsException($"{where}: {first}{(found.Count > 1 ? $" And {found.Count - 1} more: rapport check lists them." : "")}");
        ValidateTenants(where);
    }

    private void ValidateTenants(string where)
    {
        foreach (var tenant in Tenants)
        {
            try
            {
                _ = Tenant.From(tenant);
            }
            catch (Exception mistake) when (mistake is ArgumentException or FormatException or System.Security.Cryptography.CryptographicException)
            {
                throw new SettingsException($"{where}: tenant '{tenant.Id}': {mistake.Message.ReplaceLineEndings(" ")}", mistake);
            }
        }

        if (Tenants.GroupBy(tenant => tenant.Id).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new SettingsException($"{where}: tenant '{twice.Key}' is there twice.");
        if (Tenants.SelectMany(tenant => tenant.WriteKeys).GroupBy(key => key).Any(group => group.Count() > 1))
            throw new SettingsException($"{where}: two tenants share a write key.");
        if (Tenants.SelectMany(tenant => tenant.SecretKeyHashes).GroupBy(hash => hash).Any(group => group.Count() > 1))
            throw new SettingsException($"{where}: two tenants share a secret key.");
    }
}
