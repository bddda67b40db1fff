using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using Rapport.Core.Balance;
using Rapport.Core.Balance.Steps;
using Rapport.Server.Boundary;
using Rapport.Server.Campaigns;
using Rapport.Server.Experiments;
using Rapport.Server.Tact;

namespace Rapport.Server.Endpoints;

/// <summary>All JSON of our own API. Strict: unknown and duplicate members, and values of another type, are refused.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IntakeAnswer))]
[JsonSerializable(typeof(BrowserSettingsAnswer))]
[JsonSerializable(typeof(PurposeList))]
[JsonSerializable(typeof(SignalList))]
[JsonSerializable(typeof(PlainPolicy))]
[JsonSerializable(typeof(ProposalBody))]
[JsonSerializable(typeof(ProposalList))]
[JsonSerializable(typeof(ProposalPaper))]
[JsonSerializable(typeof(PrivacyFacts))]
[JsonSerializable(typeof(BreachRequest))]
[JsonSerializable(typeof(BreachList))]
[JsonSerializable(typeof(AffectedList))]
[JsonSerializable(typeof(ComplianceAnswer))]
[JsonSerializable(typeof(ProcessingRegister))]
[JsonSerializable(typeof(AttestationRequest))]
[JsonSerializable(typeof(AlarmList))]
[JsonSerializable(typeof(ChoicesRequest))]
[JsonSerializable(typeof(ConsentsAnswer))]
[JsonSerializable(typeof(ChoicesAnswer))]
[JsonSerializable(typeof(CookieConsentBody))]
[JsonSerializable(typeof(ChildRequest))]
[JsonSerializable(typeof(GpcSupport))]
[JsonSerializable(typeof(DecisionQuestion))]
[JsonSerializable(typeof(DecisionAnswer))]
[JsonSerializable(typeof(ExplainQuestion))]
[JsonSerializable(typeof(ExplainAnswer))]
[JsonSerializable(typeof(ItemsRequest))]
[JsonSerializable(typeof(ItemBody))]
[JsonSerializable(typeof(StoredItems))]
[JsonSerializable(typeof(RulesBody))]
[JsonSerializable(typeof(RollBackBody))]
[JsonSerializable(typeof(PolicyBody))]
[JsonSerializable(typeof(PolicyVersionList))]
[JsonSerializable(typeof(PolicyCatalogue))]
[JsonSerializable(typeof(PolicyRollBackBody))]
[JsonSerializable(typeof(CampaignBody))]
[JsonSerializable(typeof(CampaignAnswer))]
[JsonSerializable(typeof(CampaignList))]
[JsonSerializable(typeof(PreviewAnswer))]
[JsonSerializable(typeof(NamesAnswer))]
[JsonSerializable(typeof(SendBody))]
[JsonSerializable(typeof(SendAnswer))]
[JsonSerializable(typeof(ResultsAnswer))]
[JsonSerializable(typeof(SuppressionsBody))]
[JsonSerializable(typeof(SuppressedAnswer))]
[JsonSerializable(typeof(ExperimentBody))]
[JsonSerializable(typeof(ExperimentList))]
[JsonSerializable(typeof(ExperimentReport))]
[JsonSerializable(typeof(OutcomesAnswer))]
[JsonSerializable(typeof(PulseAsked))]
[JsonSerializable(typeof(PulseReply))]
[JsonSerializable(typeof(PulseTaken))]
[JsonSerializable(typeof(PulseSums))]
[JsonSerializable(typeof(HideRequest))]
[JsonSerializable(typeof(SimulationQuestion))]
[JsonSerializable(typeof(SimulationAnswer))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(EverythingHeld))]
[JsonSerializable(typeof(ItemRequest))]
[JsonSerializable(typeof(RemovedLines))]
[JsonSerializable(typeof(ChangedLines))]
[JsonSerializable(typeof(HiddenItem))]
[JsonSerializable(typeof(ExcludedItem))]
[JsonSerializable(typeof(StrengthRequest))]
[JsonSerializable(typeof(StrengthAnswer))]
[JsonSerializable(typeof(PastRequest))]
[JsonSerializable(typeof(TakenAnswer))]
[JsonSerializable(typeof(QuizBody))]
[JsonSerializable(typeof(QuizText))]
[JsonSerializable(typeof(QuizAnswers))]
[JsonSerializable(typeof(KeptAnswers))]
[JsonSerializable(typeof(StoredQuiz))]
[JsonSerializable(typeof(ForgottenAnswers))]
[JsonSerializable(typeof(ReceiptAnswer))]
[JsonSerializable(typeof(PublicKeys))]
[JsonSerializable(typeof(RequestBody))]
[JsonSerializable(typeof(RequestAnswer))]
[JsonSerializable(typeof(RequestList))]
[JsonSerializable(typeof(ReasonBody))]
[JsonSerializable(typeof(ErasurePlan))]
[JsonSerializable(typeof(RotatedKeys))]
[JsonSerializable(typeof(SignInRequest))]
[JsonSerializable(typeof(RedeemRequest))]
[JsonSerializable(typeof(LinkOpened))]
[JsonSerializable(typeof(ArchiveBody))]
[JsonSerializable(typeof(RetentionAnswer))]
[JsonSerializable(typeof(AnonymisedAnswer))]
[JsonSerializable(typeof(TrainRequest))]
[JsonSerializable(typeof(TrainedAnswer))]
[JsonSerializable(typeof(ModelAnswer))]
[JsonSerializable(typeof(FiguresAnswer))]
[JsonSerializable(typeof(RevenueAnswer))]
[JsonSerializable(typeof(CohortsAnswer))]
[JsonSerializable(typeof(LeanAnswer))]
[JsonSerializable(typeof(TakeStepBody))]
[JsonSerializable(typeof(TakenStepAnswer))]
[JsonSerializable(typeof(BalancePoint))]
[JsonSerializable(typeof(TakenStep))]
[JsonSerializable(typeof(HealthAnswer))]
[JsonSerializable(typeof(ProblemDetails))]
internal sealed partial class ApiJson : JsonSerializerContext
{
    public static void Configure(JsonSerializerOptions options)
    {
        options.TypeInfoResolverChain.Insert(0, Default);
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
    }
}
