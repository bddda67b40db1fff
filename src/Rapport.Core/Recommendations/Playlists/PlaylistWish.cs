namespace Rapport.Core.Recommendations.Playlists;

/// <summary>What a playlist must keep to. Everything in it holds for every list; where the shop has too little, the list is shorter.</summary>
/// <param name="Minutes">The most it may play, and as near to it as can be; 0 when the length is the count of the request.</param>
/// <param name="DiscoveryShare">Least share of tracks the person never played or bought, 0 to 1; the rest is their own, as far as there is enough.</param>
/// <param name="FreshShare">Least share of tracks published within <paramref name="FreshDays"/>, 0 to 1.</param>
/// <param name="RestDays">How many days a track rests after it was played or bought; 0 asks for no rest.</param>
/// <param name="MostPerCreator">How many tracks of one creator there are at the most; and never two in a row.</param>
/// <param name="Seed">The same seed on the same day gives the same list; another gives a fresh one.</param>
public sealed record PlaylistWish(
    int Minutes = 0,
    double DiscoveryShare = 0.5,
    double FreshShare = 0,
    int FreshDays = 90,
    int RestDays = 1,
    int MostPerCreator = 3,
    string Seed = "")
{
    public static PlaylistWish Usual { get; } = new();
}
