using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Server.Authority;
using Rapport.Server.Consent;
using Rapport.Server.Problems;

namespace Rapport.Server.Hosting;

/// <summary>Answers a request that is sent again under its <c>Idempotency-Key</c> with its first answer, for a day, on the addresses that make something new each time they are asked.</summary>
/// <remarks>
/// Kept in this process's memory, by caller, address and key, and only what carries nobody's data: choices about consent have their own, in the ledger.
/// <para><b>Threads</b>: safe; of two at once under one key the second is refused.</para>
/// </remarks>
internal sealed class Repeats(TimeProvider clock)
{
    private const int MostKept = 10_000;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    public async Task AnswerAsync(HttpContext context, Caller caller, string key, RequestDelegate next)
    {
        Forget();
        var body = await HashOfBodyAsync(context.Request);
        var name = NameOf(context.Request, caller, key);
        var entry = _entries.GetOrAdd(name, _ => new Entry(body, clock.GetUtcNow()));
        if (entry.Body != body)
            await Problem.WriteAsync(context, "other-request");
        else if (entry.Answer is { } answer)
            await answer.WriteAsync(context.Response);
        else if (Interlocked.Exchange(ref entry.IsTaken, 1) == 1)
            await Problem.WriteAsync(context, "still-running");
        else
            await RunAsync(context, name, entry, next);
    }

    private async Task RunAsync(HttpContext context, string name, Entry entry, RequestDelegate next)
    {
        var (stream, kept) = (context.Response.Body, new MemoryStream());
        context.Response.Body = kept;
        try
        {
            await next(context);
            if (context.Response.StatusCode is >= 200 and < 300 && context.Features.Get<NotKept>() is null)
                entry.Answer = new FirstAnswer(context.Response.StatusCode, context.Response.ContentType, context.Response.Headers.Location, kept.ToArray());
        }
        finally
        {
            context.Response.Body = stream;
            if (entry.Answer is null)
                _entries.TryRemove(name, out _);
        }

        await stream.WriteAsync(kept.GetBuffer().AsMemory(0, (int)kept.Length), context.RequestAborted);
    }

    private void Forget()
    {
        var now = clock.GetUtcNow();
        foreach (var (name, entry) in _entries)
        {
            if (entry.At + Kept <= now)
                _entries.TryRemove(name, out _);
        }

        if (_entries.Count >= MostKept)
        {
            foreach (var (name, _) in _entries.OrderBy(entry => entry.Value.At).Take(MostKept / 10))
                _entries.TryRemove(name, out _);
        }
    }

    private static async Task<string> HashOfBodyAsync(HttpRequest request)
    {
        request.EnableBuffering();
        var hash = await SHA256.HashDataAsync(request.Body, request.HttpContext.RequestAborted);
        request.Body.Position = 0;
        return Convert.ToHexString(hash);
    }

    private static string NameOf(HttpRequest request, Caller caller, string key)
    {
        var who = caller switch { Caller.Person person => "person " + person.Customer.Canonical, Caller.Shop shop => "shop " + shop.KeyName, _ => "" };
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', caller.Tenant.Id.Value, who, request.Method, request.Path, request.QueryString, key))));
    }

    private sealed class Entry(string body, DateTimeOffset at)
    {
        public int IsTaken;

        public string Body { get; } = body;

        public DateTimeOffset At { get; } = at;

        public FirstAnswer? Answer { get; set; }
    }

    private sealed record FirstAnswer(int Status, string? Type, string? Location, byte[] Body)
    {
        public async Task WriteAsync(HttpResponse response)
        {
            (response.StatusCode, response.ContentType, response.ContentLength) = (Status, Type, Body.Length);
            if (Location is not null)
                response.Headers.Location = Location;
            response.Headers["Idempotency-Replayed"] = "true";
            await response.Body.WriteAsync(Body);
        }
    }

    /// <summary>Says that an answer carries somebody's data and is not kept.</summary>
    public sealed class NotKept;

    /// <summary>Marks addresses that answer a repeated request with its first answer.</summary>
    public sealed class Repeatable;
}

/// <summary>Puts <see cref="Repeats"/> before the addresses that ask for it.</summary>
internal static class RepeatsPipeline
{
    public static TBuilder Repeatable<TBuilder>(this TBuilder routes)
        where TBuilder : IEndpointConventionBuilder => routes.WithMetadata(new Repeats.Repeatable());

    public static IApplicationBuilder UseRepeats(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<Repeats.Repeatable>() is null || Caller.Of(context) is not { } caller)
            return next(context);
        if (!IdempotencyKey.TryRead(context.Request, out var key))
            return Problem.Of("invalid-value", "1 to 128 visible characters.", "Idempotency-Key").ExecuteAsync(context);
        return key is null ? next(context) : context.RequestServices.GetRequiredService<Repeats>().AnswerAsync(context, caller, key, next);
    });
}
