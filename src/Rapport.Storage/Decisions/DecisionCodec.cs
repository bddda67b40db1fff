using System.Globalization;
using System.Text.Json;
using Rapport.Core.Consent;
using Rapport.Core.Decisions;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Recommendations;
using Rapport.Storage.Sealing;

namespace Rapport.Storage.Decisions;

/// <summary>The erasable payload of a decision as bytes: what was shown on which evidence, and every candidate tact judged, for replay (ground rule 13).</summary>
internal static class DecisionCodec
{
    /// <summary>From 5 on a line names the arms of its experiments, last.</summary>
    private const byte Format = 5;

    /// <summary>From this form on a line says what was not read.</summary>
    private const byte SaysNotRead = 4;

    public static void Write(ByteWriter writer, Decision decision)
    {
        writer.Byte(Format);
        writer.Text(decision.Id);
        writer.Byte((byte)decision.Used);
        writer.Unsigned((ulong)decision.PolicyVersion);
        writer.Text(decision.ModelHash);
        Write(writer, decision.NotRead);
        writer.Unsigned((ulong)decision.Items.Count);
        foreach (var shown in decision.Items)
            Write(writer, shown);
        writer.Unsigned((ulong)decision.Considered.Count);
        var topics = new List<string>();
        foreach (var considered in decision.Considered)
        {
            writer.Text(considered.Item.Value);
            writer.Fixed64(BitConverter.DoubleToUInt64Bits(considered.Score));
            WriteTopic(writer, considered.Topic, topics);
            writer.Byte((byte)considered.HeldBy);
        }

        writer.Unsigned((ulong)(decision.Rules?.Count ?? 0));
        foreach (var rule in decision.Rules ?? [])
            writer.Text(rule);
        writer.Unsigned((ulong)(decision.Arms?.Count ?? 0));
        foreach (var arm in decision.Arms ?? [])
            writer.Text(arm);
    }

    /// <summary>What a customer is shown of a line.</summary>
    public static DecisionSummary Summarise(ByteReader payload, LogLine line)
    {
        var form = payload.Byte();
        var id = payload.Text()!;
        var used = (Purposes)payload.Byte();
        _ = payload.Unsigned();
        _ = payload.Text();
        var notRead = form >= SaysNotRead ? ReadNotRead(payload) : [];
        var items = new string[payload.Count()];
        for (var i = 0; i < items.Length; i++)
            items[i] = ReadItem(payload);
        return new DecisionSummary(
            id,
            new DateTimeOffset(line.At, TimeSpan.Zero),
            JsonNamingPolicy.CamelCase.ConvertName(((Surface)line.Surface).ToString()),
            ((Tier)line.Tier).ToString().ToLowerInvariant(),
            items,
            line.Held.Length == 0 ? [] : [.. line.Held.Split(',').Where(held => held[0] == 'T')],
            [.. PurposeCatalogue.All.Where(purpose => used.HasFlag(purpose.Purpose)).Select(purpose => purpose.Id)])
        {
            NotRead = notRead,
        };
    }

    private static void Write(ByteWriter writer, IReadOnlyList<NotRead> refused)
    {
        writer.Unsigned((ulong)refused.Count);
        foreach (var each in refused)
        {
            writer.Text(each.DataClass);
            writer.Byte((byte)each.KeptFor);
            writer.Byte((byte)each.AskedFor);
            writer.Byte((byte)each.Cause);
            writer.Unsigned((ulong)each.Lines);
        }
    }

    private static NotRead[] ReadNotRead(ByteReader payload)
    {
        var refused = new NotRead[payload.Count()];
        for (var i = 0; i < refused.Length; i++)
            refused[i] = new NotRead(payload.Text()!, (Purposes)payload.Byte(), (Purposes)payload.Byte(), (NotReadCause)payload.Byte(), (int)payload.Unsigned());
        return refused;
    }

    /// <summary>What the balance counts of a line: its items with their evidence, without words.</summary>
    public static LoggedLine ReadLine(ByteReader payload, LogLine line)
    {
        payload.Bytes(LogLine.SaltLength);
        var form = payload.Byte();
        _ = payload.Text();
        var used = (Purposes)payload.Byte();
        _ = payload.Unsigned();
        _ = payload.Text();
        if (form >= SaysNotRead)
            ReadNotRead(payload);
        var items = new Recommendation[payload.Count()];
        for (var i = 0; i < items.Length; i++)
            items[i] = ReadShown(payload);
        return new LoggedLine(new DateTimeOffset(line.At, TimeSpan.Zero), (Surface)line.Surface, (Tier)line.Tier, used, items);
    }

    public static string HeldOf(Decision decision) =>
        decision.HeldBack.Count == 0 ? "" : string.Join(',', decision.HeldBack.Select(held => string.Create(CultureInfo.InvariantCulture, $"{(held.IsWarning ? "t" : "T")}{(byte)held.Rule}={held.Count}")));

    /// <summary>A topic by its number among those of the line; its name stands where it comes first.</summary>
    private static void WriteTopic(ByteWriter writer, string topic, List<string> topics)
    {
        var number = topics.IndexOf(topic);
        writer.Unsigned((ulong)(number < 0 ? topics.Count : number));
        if (number >= 0)
            return;
        topics.Add(topic);
        writer.Text(topic);
    }

    private static void Write(ByteWriter writer, Recommendation shown)
    {
        writer.Text(shown.Item.Value);
        writer.Byte((byte)shown.Tier);
        writer.Text(shown.Reason.Source);
        writer.Byte((byte)shown.Reason.Purpose);
        writer.Unsigned((ulong)shown.Reason.Evidence.Count);
        foreach (var evidence in shown.Reason.Evidence)
        {
            writer.Text(evidence.Item?.Value ?? "");
            writer.Byte((byte)evidence.Kind);
            writer.Signed(evidence.At.ToUnixTimeMilliseconds());
        }
    }

    private static string ReadItem(ByteReader payload) => ReadShown(payload).Item.Value;

    private static Recommendation ReadShown(ByteReader payload)
    {
        var (item, tier) = (new ItemId(payload.Text()!), (Tier)payload.Byte());
        var (source, purpose) = (payload.Text()!, (Purposes)payload.Byte());
        var evidence = new ReasonEvidence[payload.Count()];
        for (var i = 0; i < evidence.Length; i++)
            evidence[i] = new ReasonEvidence(payload.Text() is { Length: > 0 } of ? new ItemId(of) : null, "", (EventKind)payload.Byte(), DateTimeOffset.FromUnixTimeMilliseconds(payload.Signed()));
        return new Recommendation(item, tier, new Reason("", evidence, source, purpose));
    }
}
