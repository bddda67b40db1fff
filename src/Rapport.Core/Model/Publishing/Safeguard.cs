namespace Rapport.Core.Model.Publishing;

/// <summary>One condition that a model must meet before anybody is answered from it.</summary>
/// <param name="Id">A stable name, see <see cref="PublicationGate"/>.</param>
/// <param name="Found">How many things spoke against it; never what they are called.</param>
public sealed record Safeguard(string Id, int Found)
{
    public bool Holds => Found == 0;
}
