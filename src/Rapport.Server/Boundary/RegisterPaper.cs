using System.Globalization;
using System.Text;

namespace Rapport.Server.Boundary;

/// <summary>The register, and the draft of an impact assessment, as Markdown for people. What no program can know stands in brackets.</summary>
internal sealed class RegisterPaper(ProcessingRegister register, FactsTexts texts)
{
    private static readonly string[] Risks = ["inference", "sensitive", "linking", "theft", "staff", "pressure"];

    /// <summary>GDPR, article 30.</summary>
    public string Register()
    {
        var paper = Begin("register.title");
        paper.AppendLine(texts["register.controller"]).AppendLine();
        foreach (var activity in register.Activities)
            Write(paper, activity);
        Heading(paper, "register.recipients");
        foreach (var recipient in register.Recipients)
            Item(paper, $"{recipient.Name} ({recipient.Role}{(recipient.Country.Length == 0 ? "" : ", " + recipient.Country)}){(recipient.Purposes.Count == 0 ? "" : ": " + string.Join(", ", recipient.Purposes))}");
        if (register.Recipients.Count == 0)
            Item(paper, texts["out.nobody"]);
        Item(paper, texts["register.transfers"]);
        Measures(paper);
        return paper.ToString();
    }

    /// <summary>GDPR, article 35: a draft, for a person to finish and sign.</summary>
    /// <param name="open">Checks that do not hold now.</param>
    public string Assessment(IReadOnlyCollection<string> open)
    {
        var paper = Begin("assessment.title");
        paper.AppendLine(texts["assessment.draft"]).AppendLine();
        Heading(paper, "assessment.what");
        foreach (var activity in register.Activities.Where(activity => activity.Data.Count > 0))
            Item(paper, $"**{activity.Title}**: {activity.Benefit} {string.Join(", ", activity.Data.Select(data => data.Title))}. {texts.Say("register.kept", activity.RetentionDays)}{(activity.Profiling ? " " + texts["assessment.profiling"] : "")}");
        Heading(paper, "assessment.need");
        Item(paper, texts["assessment.need.consent"]);
        Item(paper, texts.Say("assessment.need.never", string.Join("; ", register.NeverKept.Select(code => texts["never." + code]))));
        Item(paper, texts["assessment.need.without"]);
        Heading(paper, "assessment.risks");
        paper.AppendLine($"| {texts["assessment.risk"]} | {texts["assessment.answer"]} | {texts["assessment.rest"]} |").AppendLine("|---|---|---|");
        foreach (var risk in Risks)
            paper.AppendLine(CultureInfo.InvariantCulture, $"| {texts[$"risk.{risk}"]} | {texts[$"risk.{risk}.answer"]} | [ ] |");
        Measures(paper);
        Heading(paper, "assessment.open");
        foreach (var check in open)
            Item(paper, texts[$"check.{check}.title"]);
        if (open.Count == 0)
            Item(paper, texts["assessment.open.none"]);
        paper.AppendLine().AppendLine(texts["assessment.sign"]);
        return paper.ToString();
    }

    private StringBuilder Begin(string title) => new StringBuilder()
        .AppendLine(CultureInfo.InvariantCulture, $"# {texts[title]}: {register.Name}").AppendLine()
        .AppendLine(texts.Say("register.made", texts.Time(register.At), register.Settings[..16])).AppendLine();

    private void Write(StringBuilder paper, ProcessingActivity activity)
    {
        paper.AppendLine(CultureInfo.InvariantCulture, $"## {activity.Title}").AppendLine();
        Item(paper, $"{texts["register.purpose"]}: {activity.Benefit} ({activity.DpvCode})");
        Item(paper, $"{texts["register.ground"]}: {texts.Say("register.ground.consent", activity.TextVersion, activity.YesDays)}");
        Item(paper, $"{texts["register.people"]}: {texts["register.people.yes"]}");
        Item(paper, $"{texts["register.data"]}: {(activity.Data.Count == 0 ? texts["out.none"] : string.Join("; ", activity.Data.Select(Said)))}");
        paper.AppendLine();
    }

    private string Said(RegisteredData data) => $"{data.Title} ({string.Join(", ", data.Fields.Select(field => texts["field." + field]))}; {texts.Say("register.kept", data.RetentionDays)})";

    private void Measures(StringBuilder paper)
    {
        Heading(paper, "register.measures");
        foreach (var measure in register.Measures)
            Item(paper, measure);
    }

    private void Heading(StringBuilder paper, string key) => paper.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"## {texts[key]}").AppendLine();

    private static void Item(StringBuilder paper, string words) => paper.AppendLine(CultureInfo.InvariantCulture, $"- {words}");
}
