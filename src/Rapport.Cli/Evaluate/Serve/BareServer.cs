namespace Rapport.Cli.Evaluate.Serve;

/// <summary>The baseline: a Kestrel endpoint that reads the request and returns bytes it was given, and does nothing else.</summary>
internal static class BareServer
{
    public static async Task<(WebApplication App, int Port)> StartAsync(IReadOnlyList<byte[]> answers)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var next = 0;
        app.MapPost("/{**path}", async context =>
        {
            await context.Request.BodyReader.CopyToAsync(Stream.Null, context.RequestAborted).ConfigureAwait(false);
            var answer = answers[(int)((uint)Interlocked.Increment(ref next) % answers.Count)];
            context.Response.ContentType = "application/json; charset=utf-8";
            context.Response.ContentLength = answer.Length;
            await context.Response.BodyWriter.WriteAsync(answer, context.RequestAborted).ConfigureAwait(false);
        });
        await app.StartAsync().ConfigureAwait(false);
        return (app, new Uri(app.Urls.First()).Port);
    }
}
