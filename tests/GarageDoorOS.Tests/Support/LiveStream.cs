using System.Collections.Concurrent;
using System.Net;
using System.Net.ServerSentEvents;
using Shouldly;

namespace GarageDoorOS.Tests.Support;

/// <summary>A page that listens, and what it was told so far.</summary>
public sealed class LiveStream : IAsyncDisposable
{
    private readonly HttpResponseMessage answer;
    private readonly ConcurrentQueue<SseItem<string>> heard = [];

    private LiveStream(HttpResponseMessage answer)
    {
        this.answer = answer;
        Ended = Read();
    }

    public HttpResponseMessage Answer => answer;

    /// <summary>Comes about when the server has ended it.</summary>
    public Task Ended { get; }

    public IReadOnlyList<SseItem<string>> Events => [.. heard];

    /// <summary>What was told, heartbeats left out.</summary>
    public IReadOnlyList<string> Told => [.. heard.Select(e => e.EventType).Where(name => name != "beat")];

    public static Task<HttpResponseMessage> Ask(PageClient page, string query = "")
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/live" + query);
        request.Headers.Accept.ParseAdd("text/event-stream");
        return page.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>Begins to listen, as soon as the node hears of what others save.</summary>
    public static async Task<LiveStream> Open(PageClient page, string query = "")
    {
        var answer = await Eventually.Holds("the node offers a stream", () => Ask(page, query), found => found.StatusCode != HttpStatusCode.NoContent);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var stream = new LiveStream(answer);
        await Eventually.Holds("it says that the way is open", () => Task.FromResult(stream.Events), events => events.Count > 0);
        return stream;
    }

    public Task Hears(string name) => Eventually.Holds($"«{name}» is told", () => Task.FromResult(Told), told => told.Contains(name));

    public async ValueTask DisposeAsync()
    {
        answer.Dispose();
        await Ended;
    }

    private async Task Read()
    {
        try
        {
            await foreach (var item in SseParser.Create(await answer.Content.ReadAsStreamAsync()).EnumerateAsync()) heard.Enqueue(item);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or ObjectDisposedException or HttpRequestException)
        {
            // Whoever listened has left.
        }
    }
}
