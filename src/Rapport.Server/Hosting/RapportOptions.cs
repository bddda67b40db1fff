namespace Rapport.Server.Hosting;

/// <summary>Where and how one server process runs; what it serves is in the home folder's <c>rapport.json</c>.</summary>
public sealed class RapportOptions
{
    /// <summary>The folder of settings, data, keys and models.</summary>
    public string Home { get; init; } = ".rapport";

    /// <summary>Overrides <see cref="RapportSettings.Listen"/>; port 0 lets the system choose.</summary>
    public string? Listen { get; init; }

    /// <summary>Settings at hand; null reads <c>rapport.json</c> and creates it where there is none.</summary>
    public RapportSettings? Settings { get; init; }

    /// <summary>The clock of everything the server does.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>False leaves training to <c>POST /v1/model/train</c>.</summary>
    public bool TrainsInBackground { get; init; } = true;

    /// <summary>How many requests a second a write key, a secret key or all strangers together get; more are answered 429.</summary>
    public int RequestsPerSecond { get; init; } = 20_000;

    /// <summary>How many requests a second one customer token gets.</summary>
    public int RequestsPerSecondOfACustomer { get; init; } = 100;
}
