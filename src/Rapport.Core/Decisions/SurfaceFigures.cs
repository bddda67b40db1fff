using Rapport.Core.Recommendations;

namespace Rapport.Core.Decisions;

/// <summary>How personal one surface is: all its answers since the server started, and the latest of them.</summary>
/// <param name="Answers">All answers of the surface.</param>
/// <param name="Popular">Of these, those that rest on nothing but what many choose.</param>
/// <param name="Permitted">Of all, those for people whose history may be used and is there.</param>
/// <param name="Latest">How many of the latest are counted here, at most <see cref="MostLatest"/>.</param>
/// <param name="LatestPermitted">The latest for people whose history may be used, at most <see cref="MostLatest"/>; they may reach further back.</param>
/// <param name="LatestPermittedPopular">Of these, those that rest on what many choose all the same.</param>
/// <param name="LatestPermittedHeld">Of those, the ones in which tact held something back.</param>
public sealed record SurfaceFigures(
    Surface Surface,
    long Answers,
    long Popular,
    long Permitted,
    int Latest,
    int LatestPopular,
    int LatestPermitted,
    int LatestPermittedPopular,
    int LatestPermittedHeld)
{
    /// <summary>As many as a component of the balance needs to be told.</summary>
    public const int MostLatest = 200;
}
