using Rapport.Core.Catalogue;
using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Model;
using Rapport.Core.Tact;

namespace Rapport.Core.Recommendations;

/// <summary>Writes the true reason of a candidate, or none where no true one can be given (rule T10).</summary>
internal sealed class ReasonWriter(ItemCatalogue catalogue, IReadOnlyDictionary<ItemId, HistoryLine> taste, TactPolicy policy, ReasonTexts texts, IReadOnlyList<StatedAnswer> answers)
{
    private readonly ReasonTexts _texts = texts;

    public static ReasonWriter For(Situation situation) =>
        new(situation.Shop.Catalogue, situation.Belongings.Taste, situation.Policy, ReasonTexts.For(situation.Request.Language, situation.Request.Surface), situation.Answers);

    /// <summary>Null when a personal candidate's named evidence does not carry enough of its score (ground rule 17).</summary>
    public Reason? Write(TactfulCandidate candidate)
    {
        var basis = candidate.Candidate;
        return basis.Basis switch
        {
            CandidateBasis.Personal => Personal(basis, _texts.Personal),
            CandidateBasis.Series => Personal(basis, evidence => evidence[0].Item == basis.Item.Id ? _texts.Started : _texts.Next(evidence[0].Title)),
            CandidateBasis.Quiz => Answered(basis),
            CandidateBasis.Familiar => Personal(basis, evidence => _texts.Familiar(evidence[0])),
            CandidateBasis.Related when basis.Because is { } because => new Reason(basis.IsOfThisVisit ? _texts.Visit(because.Title) : _texts.Related(because.Title), [], basis.IsOfThisVisit ? "visit" : "page", Purposes.None),
            CandidateBasis.Together when basis.Because is { } because => new Reason(_texts.Together(because.Title), [], "page", Purposes.None),
            CandidateBasis.Category => new Reason(_texts.Category(LastPart(basis.Item.Category)), [], "page", Purposes.None),
            _ => new Reason(_texts.Popular, [], "many", Purposes.None),
        };
    }

    private Reason? Personal(Candidate candidate, Func<IReadOnlyList<ReasonEvidence>, string> say)
    {
        var evidence = new List<ReasonEvidence>();
        var carried = 0.0;
        foreach (var share in candidate.Shares.Take(policy.ReasonItems))
        {
            if (share.Score <= 0 || !taste.TryGetValue(share.Item, out var line))
                break;
            evidence.Add(new ReasonEvidence(share.Item, Title(share.Item), line.Kind, line.At));
            carried += share.Score;
            if (carried >= policy.ReasonShare * candidate.Score)
                return new Reason(say(evidence), evidence, line.Provenance == Provenance.Stated && evidence.Count == 1 ? "stated" : "observed-here", Purposes.Recommendations);
        }

        return null;
    }

    private Reason? Answered(Candidate candidate)
    {
        if (answers.LastOrDefault(stated => stated.Name == candidate.Shares[0].Item) is not { } answer)
            return null;
        var said = answer.Answer.Text.GetValueOrDefault(_texts.Language) ?? answer.Answer.Id;
        return new Reason(_texts.Answered(said), [new ReasonEvidence(answer.Name, said, EventKind.QuizAnswered, answer.At)], "stated", Purposes.Recommendations);
    }

    private string Title(ItemId item) => catalogue.Find(item)?.Title ?? item.Value;

    private static string LastPart(string category) => category[(category.LastIndexOf(" > ", StringComparison.Ordinal) is var at && at < 0 ? 0 : at + 3)..];
}
