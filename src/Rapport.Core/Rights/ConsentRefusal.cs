namespace Rapport.Core.Rights;

/// <summary>Why choices were not written.</summary>
public enum ConsentRefusal : byte
{
    None = 0,

    /// <summary>The request's key was used before, for other choices.</summary>
    OtherRequest = 1,

    /// <summary>A yes of a child.</summary>
    Child = 2,
}
