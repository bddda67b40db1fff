using System.Buffers;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Rapport.Server.Endpoints;

/// <summary>An answer on its way out: the same bytes as <c>Ok</c> would write, from the generated writer, with their length, through one buffer a thread.</summary>
internal sealed class DecisionResult(DecisionAnswer answer) : IResult, IEndpointMetadataProvider
{
    private const string ContentType = "application/json; charset=utf-8";

    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Writer)? _thread;

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(DecisionAnswer), ["application/json"]));

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var (buffer, writer) = _thread ??= Make();
        buffer.ResetWrittenCount();
        writer.Reset();
        JsonSerializer.Serialize(writer, answer, ApiJson.Default.DecisionAnswer);

        var response = httpContext.Response;
        response.ContentType = ContentType;
        response.ContentLength = buffer.WrittenCount;
        // Copied before the first await: the thread's buffer serves the next request then.
        response.BodyWriter.Write(buffer.WrittenSpan);
        return response.BodyWriter.FlushAsync(httpContext.RequestAborted).AsTask();
    }

    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Writer) Make()
    {
        var buffer = new ArrayBufferWriter<byte>(8192);
        return (buffer, new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true }));
    }
}
