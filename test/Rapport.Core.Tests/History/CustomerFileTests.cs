using CsCheck;
using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.History;
using static Rapport.Core.Tests.Shared.Given;

namespace Rapport.Core.Tests.History;

public sealed class CustomerFileTests
{
    [Fact]
    public void A_message_is_recorded_once_also_after_its_lines_were_deleted()
    {
        var file = File(Yes(Purposes.Recommendations));
        Take(file, Viewed("apron", Now));
        Take(file, Viewed("apron", Now));
        Assert.Single(file.History);

        file.Remove(_ => true);

        Assert.True(file.HasSeen("m1"));
        Take(file, Viewed("apron", Now));
        Assert.Empty(file.History);
    }

    [Fact]
    public void A_withdrawal_takes_its_purpose_from_every_line_and_lines_without_purpose_are_gone()
    {
        var file = File(
            Yes(Purposes.Recommendations, Purposes.Learning),
            Line(EventKind.ProductViewed, "apron", 1),
            Line(EventKind.OrderCompleted, "cup", 1, Purposes.Recommendations | Purposes.Learning));

        file.Choose(Choice(Purposes.Recommendations, ConsentChoice.Withdrawn, Now));

        var line = Assert.Single(file.History);
        Assert.Equal(("cup", Purposes.Learning), (line.Item!.Value.Value, line.Purposes));
        Assert.True(file.IsRewritten);
    }

    [Fact]
    public void Another_customers_event_does_not_get_in() =>
        Assert.Throws<ArgumentException>(() => Take(new CustomerFile(CustomerId.Known("bob"), Yes(Purposes.Recommendations), [], [], null), Viewed("apron", Now)));

    [Fact]
    public void The_oldest_lines_go_when_there_are_too_many()
    {
        var file = File(Yes(Purposes.Recommendations));
        for (var i = 0; i <= CustomerFile.MaxLines; i++)
            Take(file, Viewed("apron", Now, message: $"m{i}"));

        Assert.Equal(CustomerFile.MaxLines, file.History.Count);
        Assert.True(file.HasSeen("m0"));
    }

    [Fact]
    public void Messages_whose_lines_are_gone_are_remembered_up_to_a_bound()
    {
        var spent = Enumerable.Range(0, CustomerFile.MaxSpent).Select(i => CustomerFile.KeyOf($"old{i}"));
        var file = new CustomerFile(Ada, Yes(Purposes.Recommendations), [], spent, erasedAt: null);
        Take(file, Viewed("apron", Now, message: "m1"));
        Take(file, Viewed("cup", Now, message: "m2"));

        file.Remove(line => line.Item == new ItemId("apron"));

        Assert.InRange(file.Spent.Count, 1, CustomerFile.MaxSpent);
        Assert.Equal((false, true, true, true), (file.HasSeen("old0"), file.HasSeen($"old{CustomerFile.MaxSpent - 1}"), file.HasSeen("m1"), file.HasSeen("m2")));
    }

    [Fact]
    public void Whatever_happens_no_line_is_left_without_a_purpose_the_ledger_ever_allowed() =>
        Gen.Int[0, 5].Array[0, 40].Sample(steps =>
        {
            var file = File(new ConsentLedger());
            for (var i = 0; i < steps.Length; i++)
                Step(file, steps[i], i);

            Assert.All(file.History, line => Assert.NotEqual(Purposes.None, line.Purposes));
            Assert.All(file.History, line => Assert.True(line.Purposes.HasFlag(Purposes.Recommendations) ? file.Ledger.Allows(Purposes.Recommendations, Now.AddMinutes(steps.Length)) : line.Purposes.HasFlag(Purposes.Learning)));
        });

    private static void Step(CustomerFile file, int step, int i)
    {
        var at = Now.AddMinutes(i);
        switch (step)
        {
            case 0: file.Choose(Choice(Purposes.Recommendations, ConsentChoice.Granted, at)); break;
            case 1: file.Choose(Choice(Purposes.Recommendations, ConsentChoice.Withdrawn, at)); break;
            case 2: file.Choose(Choice(Purposes.Learning, ConsentChoice.Granted, at)); break;
            case 3: file.Choose(Choice(Purposes.Learning, ConsentChoice.Refused, at)); break;
            default: Take(file, Viewed("apron", at, message: $"m{i}", arrived: at)); break;
        }
    }

    private static void Take(CustomerFile file, Event happened)
    {
        if (ConsentGate.Permit(happened, file.Ledger, file.ErasedAt, Assortment) is Verdict.Allow allow)
            file.Record(new PermittedEvent(happened, allow));
    }
}
