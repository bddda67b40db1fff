namespace Rapport.Core.Decisions;

/// <summary>How a person answered a device that asked whether apps may track her. It is counted; Rapport follows nobody from app to app whatever it is.</summary>
public enum TrackingStatus
{
    None = 0,
    Denied = 1,
    NotAsked = 2,
    Authorized = 3,
}
