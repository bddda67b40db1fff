namespace Rapport.Core.Model.Publishing;

/// <summary>A trained model failed a safeguard; nothing was published, the model before it goes on answering.</summary>
public sealed class ModelRefusedException(Publication publication) : Exception("The model failed: " + string.Join(", ", (publication ?? throw new ArgumentNullException(nameof(publication))).Failed) + ".")
{
    public Publication Publication { get; } = publication;
}
