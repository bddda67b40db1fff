namespace Rapport.Core.Recommendations;

/// <summary>Where something is shown. Values are logged: never renumber.</summary>
public enum Surface : byte
{
    None = 0,
    Home = 1,
    Product = 2,
    Cart = 3,
    Checkout = 4,
}
