using Rapport.Core.Catalogue;
using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.Model;
using Rapport.Core.Tact;

namespace Rapport.Core.Recommendations;

/// <summary>Writes the true reason of a candidate, or none where no true one can be given (rule T10).</summary>
internal sealed class ReasonWriter(Situation situation)
{
    private readonly Share[] _shares = new Share[situation.Policy.ReasonItems];
    private readonly ReasonTexts _texts = ReasonTexts.For(situation.Request.Language, situation.Request.Surface);

    public static ReasonWriter For(Situation situation) => new(situation);

    /// <summary>Null when a personal candidate's named evidence does not carry enough of its score (ground rule 17).</summary>
    public Reason? Write(TactfulCandidate candidate)
    {
        var basis = candidate.Candidate;
        return basis.Basis switch
        {
            CandidateBasis.Personal or CandidateBasis.Repeat or CandidateBasis.AfterOrder or CandidateBasis.Series or CandidateBasis.Familiar => Personal(basis),
            CandidateBasis.Alike when basis.Because is { } because => Plain(_texts.Alike(because.Title), "page"),
            CandidateBasis.Alike => Personal(basis),
            CandidateBasis.Quiz => Answered(basis),
            CandidateBasis.Loyalty => Tier(),
            CandidateBasis.Related when basis.Because is { } because => Plain(basis.IsOfThisVisit ? _texts.Visit(because.Title) : _texts.Related(because.Title), basis.IsOfThisVisit ? "visit" : "page"),
            CandidateBasis.Together when basis.Because is { } because => Plain(_texts.Together(because.Title), "page"),
            CandidateBasis.StepUp when basis.Because is { } because => Plain(_texts.StepUp(because.Title), "page"),
            CandidateBasis.Category => Plain(_texts.Category(LastPart(basis.Item.Category)), "page"),
            CandidateBasis.Words => Plain(_texts.Words, "page"),
            CandidateBasis.Found => Plain(_texts.Found, "page"),
            CandidateBasis.Pinned => Plain(_texts.Pinned, "shop"),
            _ => Plain(_texts.Popular, "many"),
        };
    }

    private static Reason Plain(string text, string source) => new(text, [], source, Purposes.None);

    private Reason? Personal(Candidate candidate)
    {
        var shares = _shares.AsSpan(0, candidate.Leading(_shares));
        var carried = 0.0;
        var count = 0;
        do
        {
            if (count == shares.Length || shares[count].Score <= 0 || !situation.Belongings.Taste.ContainsKey(shares[count].Item))
                return null;
            carried += shares[count++].Score;
        }
        while (carried < situation.Policy.ReasonShare * candidate.Score);

        var evidence = Array.ConvertAll(shares[..count].ToArray(), EvidenceOf);
        if (situation.IsUnasked && Array.Exists(evidence, each => InMessage(each).Title.Length == 0))
            return null;
        return new Reason(Sized(TextOf(candidate, evidence), candidate.Item), evidence, count == 1 && IsStated(evidence[0]) ? "stated" : "observed-here", situation.Purpose);
    }

    private ReasonEvidence EvidenceOf(Share share)
    {
        var line = situation.Belongings.Taste[share.Item];
        var named = line.Item ?? share.Item;
        return new ReasonEvidence(named, situation.Find(named)?.Title ?? named.Value, line.Kind, line.At);
    }

    private bool IsStated(ReasonEvidence evidence) => situation.Belongings.Taste[situation.ProductOf(evidence.Item!.Value)].Provenance == Provenance.Stated;

    private Reason? Answered(Candidate candidate)
    {
        if (situation.Answers.LastOrDefault(stated => stated.Name == candidate.Shares[0].Item) is not { } answer)
            return null;
        var said = answer.Answer.Text.GetValueOrDefault(_texts.Language) ?? answer.Answer.Id;
        return new Reason(_texts.Answered(said), [new ReasonEvidence(answer.Name, said, EventKind.QuizAnswered, answer.At)], "stated", situation.Purpose);
    }

    private string TextOf(Candidate candidate, ReasonEvidence[] evidence) => candidate.Basis switch
    {
        CandidateBasis.Repeat when evidence.Length == 1 && situation.ProductOf(evidence[0].Item!.Value) == situation.ProductOf(candidate.Item) => _texts.Repeat(evidence[0].Title, situation.Purchases.Of(situation.ProductOf(candidate.Item))),
        CandidateBasis.Series => evidence[0].Item == candidate.Item.Id ? _texts.Started : _texts.Next(evidence[0].Title),
        CandidateBasis.Familiar => _texts.Familiar(evidence[0]),
        CandidateBasis.Alike => _texts.AlikeYours(evidence),
        CandidateBasis.AfterOrder => _texts.AfterOrder(evidence[0].Title, evidence[0].At),
        _ when situation.IsUnasked => _texts.Personal([.. evidence.Select(InMessage).DistinctBy(each => (each.Kind, each.Title))], withTimes: false),
        _ => _texts.Personal(evidence, withTimes: true),
    };

    /// <summary>A size that made the choice among variants is named with what it was taken from.</summary>
    private string Sized(string text, CatalogueItem item) => item.GroupId is not null && situation.Variants.SizedBy(item) is { } from ? $"{text} {_texts.Size(item.Size!, from.Title)}" : text;

    /// <summary>Outside the visit an item is named only if it was bought, carted or wished for; else its category (rule T9), and nothing where it has none.</summary>
    private ReasonEvidence InMessage(ReasonEvidence evidence) => evidence.Kind switch
    {
        EventKind.OrderCompleted or EventKind.AddedToCart or EventKind.AddedToWishlist => evidence,
        var kind => evidence with
        {
            Kind = kind is EventKind.Played or EventKind.Completed ? EventKind.Played : EventKind.CategoryViewed,
            Title = LastPart(situation.Find(evidence.Item!.Value)!.Category),
        },
    };

    private Reason? Tier() => situation.Membership is { Tier: { } tier, Since: { } since }
        ? new Reason(_texts.Tier(tier), [new ReasonEvidence(null, tier, EventKind.LoyaltyTierChanged, since)], "observed-here", Purposes.Loyalty)
        : null;

    private static string LastPart(string category) => category[(category.LastIndexOf(" > ", StringComparison.Ordinal) is var at && at < 0 ? 0 : at + 3)..];
}
