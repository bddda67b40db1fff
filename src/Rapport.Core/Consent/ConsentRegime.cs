namespace Rapport.Core.Consent;

/// <summary>What kind of law a choice is made under. In every one of them silence is a no. Values are stored: never renumber.</summary>
public enum ConsentRegime : byte
{
    None = 0,

    /// <summary>A yes must be asked for (GDPR); also where nobody said which law holds.</summary>
    OptIn = 1,

    /// <summary>An opt-out must be obeyed within 15 business days (CCPA); here it is obeyed at once.</summary>
    OptOut = 2,

    /// <summary>The person is a child: nobody asks, and nothing but the page itself speaks.</summary>
    Child = 3,
}
