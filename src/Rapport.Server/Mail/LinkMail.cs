namespace Rapport.Server.Mail;

/// <summary>A link on its way to a customer.</summary>
internal sealed record LinkMail(Hosting.Tenant Tenant, string Address, string Secret, string Language);
