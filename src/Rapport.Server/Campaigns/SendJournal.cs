using System.Text;
using System.Threading.Channels;

namespace Rapport.Server.Campaigns;

/// <summary>What became of each mail of a campaign, in a file that is ahead of the mail server: a mail is written down as begun, durably, before it is handed over.</summary>
/// <remarks>
/// <para>A line is a letter and the mail's id, a keyed hash that names nobody. What begun and never ended is ambiguous after a crash: it is listed and not sent again.</para>
/// <para><b>Threads</b>: safe. <b>Cost</b>: one sync of the disk for all that wait for one.</para>
/// </remarks>
internal sealed class SendJournal : IAsyncDisposable
{
    private readonly Dictionary<string, SendState> _states = new(StringComparer.Ordinal);
    private readonly HashSet<string> _underway = new(StringComparer.Ordinal);
    private readonly Channel<(string Line, TaskCompletionSource? Durable)> _lines = Channel.CreateUnbounded<(string, TaskCompletionSource?)>(new UnboundedChannelOptions { SingleReader = true });
    private readonly FileStream _file;
    private readonly Task _writing;
    private readonly Lock _turn = new();

    private SendJournal(FileStream file)
    {
        _file = file;
        Read();
        _writing = Task.Run(WriteAsync);
    }

    public static SendJournal Open(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.Read, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new SendJournal(new FileStream(path, options));
    }

    /// <summary>Takes a mail in hand, if nobody has it and it never was.</summary>
    /// <returns>What is known of it; none when it is now in the caller's hands, who must <see cref="Release"/> or end it.</returns>
    public SendState TryTake(string id)
    {
        lock (_turn)
        {
            if (_states.TryGetValue(id, out var state))
                return state;
            return _underway.Add(id) ? SendState.None : SendState.Underway;
        }
    }

    /// <summary>Lets go of a mail that was not begun.</summary>
    public void Release(string id)
    {
        lock (_turn)
        {
            _underway.Remove(id);
        }
    }

    /// <summary>Durable when it completes: from then on the mail may be handed over.</summary>
    public Task BeginAsync(string id)
    {
        var durable = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _lines.Writer.TryWrite((Line(SendState.Begun, id), durable));
        return durable.Task;
    }

    public void End(string id, SendState state)
    {
        lock (_turn)
        {
            _underway.Remove(id);
            if (state == SendState.None)
                _states.Remove(id);
            else
                _states[id] = state;
        }

        // What is unknown needs no line: it begun and did not end.
        if (state != SendState.Begun)
            _lines.Writer.TryWrite((Line(state, id), null));
    }

    public long Count(SendState state)
    {
        lock (_turn)
        {
            return _states.Values.LongCount(each => each == state);
        }
    }

    /// <summary>Mails that begun and did not end.</summary>
    public IReadOnlyList<string> Ambiguous()
    {
        lock (_turn)
        {
            return [.. _states.Where(each => each.Value == SendState.Begun).Select(each => each.Key).Order(StringComparer.Ordinal)];
        }
    }

    public async ValueTask DisposeAsync()
    {
        _lines.Writer.TryComplete();
        await _writing;
        await _file.DisposeAsync();
    }

    private static string Line(SendState state, string id) => (char)state + " " + id + "\n";

    private void Read()
    {
        using var reader = new StreamReader(_file, Encoding.ASCII, leaveOpen: true);
        var text = reader.ReadToEnd();
        var whole = text.LastIndexOf('\n') + 1;
        foreach (var line in text[..whole].Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line[0] == (char)SendState.None)
                _states.Remove(line[2..]);
            else
                _states[line[2..]] = (SendState)line[0];
        }

        // A line that was cut off by a crash said nothing yet.
        _file.SetLength(whole);
        _file.Seek(0, SeekOrigin.End);
    }

    private async Task WriteAsync()
    {
        var waiting = new List<TaskCompletionSource>();
        var text = new StringBuilder();
        while (await _lines.Reader.WaitToReadAsync())
        {
            while (_lines.Reader.TryRead(out var next))
            {
                text.Append(next.Line);
                if (next.Durable is { } durable)
                    waiting.Add(durable);
            }

            try
            {
                await _file.WriteAsync(Encoding.ASCII.GetBytes(text.ToString()));
                if (waiting.Count > 0)
                    _file.Flush(flushToDisk: true);
                waiting.ForEach(durable => durable.TrySetResult());
            }
            catch (IOException full)
            {
                waiting.ForEach(durable => durable.TrySetException(full));
            }

            waiting.Clear();
            text.Clear();
        }
    }
}

/// <summary>What became of a mail, as its journal writes it.</summary>
internal enum SendState
{
    /// <summary>Nothing, or nothing any more: it was not taken and may be sent again.</summary>
    None = 'n',

    /// <summary>Written down, and not known to have ended: it may have arrived.</summary>
    Begun = 'b',

    /// <summary>The mail server took it.</summary>
    Done = 'd',

    /// <summary>The mail server will never take it.</summary>
    Refused = 'r',

    /// <summary>Another request has it in hand right now.</summary>
    Underway = 'u',
}
