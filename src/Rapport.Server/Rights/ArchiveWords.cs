namespace Rapport.Server.Rights;

/// <summary>The words of the archive's page, by language.</summary>
internal sealed record ArchiveWords(string Language, string Title, string About, string Total, string History, string Choices, string Inferences, string Uses, string Decisions, string Recipients)
{
    public static ArchiveWords English { get; } = new(
        "en",
        "Your data",
        "Everything this shop's personalization holds about you. The page shows it, my-data.json is for other programs, the tables open in any spreadsheet.",
        "Entries held",
        "What you did",
        "What you chose",
        "What was concluded, drawn anew each time and stored nowhere",
        "What it was used for, by day",
        "The latest answers that used it",
        "Who has it");

    public static ArchiveWords German { get; } = new(
        "de",
        "Ihre Daten",
        "Alles, was die Personalisierung dieses Ladens über Sie hält. Die Seite zeigt es, my-data.json ist für andere Programme, die Tabellen öffnet jede Tabellenkalkulation.",
        "Gehaltene Einträge",
        "Was Sie getan haben",
        "Was Sie gewählt haben",
        "Was daraus geschlossen wird, jedes Mal neu und nirgends gespeichert",
        "Wofür es genutzt wurde, nach Tagen",
        "Die letzten Antworten, die es genutzt haben",
        "Wer es hat");
}
