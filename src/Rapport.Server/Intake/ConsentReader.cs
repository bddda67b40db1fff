using System.Text.Json;
using Rapport.Core.Consent;

namespace Rapport.Server.Intake;

/// <summary>Reads <c>context.consent.categoryPreferences</c>. A category that is missing, or anything but <c>true</c>, is a no.</summary>
internal static class ConsentReader
{
    /// <summary>Null where there is no such object at all: then the ledger alone decides.</summary>
    public static ConsentObject? Read(JsonElement consent, DroppedFields dropped)
    {
        if (consent.ValueKind != JsonValueKind.Object)
            return null;
        ConsentObject? stated = null;
        foreach (var member in consent.EnumerateObject())
        {
            if (member.NameEquals("categoryPreferences"))
                stated = Preferences(member.Value);
            else
                dropped.Add("context.consent", member.Name);
        }

        return stated;
    }

    private static ConsentObject Preferences(JsonElement categories)
    {
        var yes = Purposes.None;
        foreach (var purpose in PurposeCatalogue.All)
        {
            if (categories.ValueKind == JsonValueKind.Object && categories.TryGetProperty(purpose.Id, out var choice) && choice.ValueKind == JsonValueKind.True)
                yes |= purpose.Purpose;
        }

        return new ConsentObject(yes, Purposes.All & ~yes);
    }
}
