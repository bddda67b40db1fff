using Microsoft.AspNetCore.Http.HttpResults;
using Rapport.Core.Recommendations;
using Rapport.Core.Recommendations.Playlists;
using Rapport.Server.Endpoints;
using Rapport.Server.Problems;

namespace Rapport.Server.Decisions;

/// <summary>Reads what a playlist must keep to.</summary>
internal static class PlaylistReader
{
    /// <summary>A list told in minutes has at the most as many tracks as any answer.</summary>
    private const int MostTracks = 100;

    private const int MostMinutes = 600;
    private const int LongestSeed = 64;

    /// <returns>The problem, or null when the wish was understood.</returns>
    public static ProblemHttpResult? Read(PlaylistQuestion? question, ref DecisionRequest request)
    {
        if (question is null)
            return null;
        if (Mistake(question) is { } member)
            return Problem.Of("invalid-value", member: "$.playlist." + member);
        var wish = new PlaylistWish(question.Minutes, question.DiscoveryShare, question.FreshShare, question.FreshDays, question.RestDays, question.MostPerCreator, question.Seed);
        request = request with { Playlist = wish, Count = wish.Minutes > 0 ? MostTracks : request.Count };
        return null;
    }

    private static string? Mistake(PlaylistQuestion question) => question switch
    {
        { Minutes: < 0 or > MostMinutes } => "minutes",
        { DiscoveryShare: not (>= 0 and <= 1) } => "discoveryShare",
        { FreshShare: not (>= 0 and <= 1) } => "freshShare",
        { FreshDays: < 1 or > 3650 } => "freshDays",
        { RestDays: < 0 or > 365 } => "restDays",
        { MostPerCreator: < 1 or > MostTracks } => "mostPerCreator",
        { Seed.Length: > LongestSeed } => "seed",
        _ => null,
    };
}
