using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GarageDoorOS.Tests.Support;

/// <summary>Twilio on the loopback, as far as we use it: it takes texts and lists them, or does what it is told to do instead.</summary>
public sealed class ToldTwilio : IAsyncDisposable
{
    public sealed record Taken(string Sid, string Account, IReadOnlyDictionary<string, string> Form, DateTimeOffset At);

    private readonly WebApplication web;
    private readonly List<Taken> texts = [];
    private int asked;

    private ToldTwilio(WebApplication web) => this.web = web;

    public string Url => web.Urls.Single();

    /// <summary>The texts that it has, the oldest first.</summary>
    public IReadOnlyList<Taken> Texts { get { lock (texts) return [.. texts]; } }

    /// <summary>How often it was called, and with which secret at last.</summary>
    public int Asked => asked;
    public string? Authorization { get; private set; }

    /// <summary>What it does instead of answering: before it takes a text, after that, and when it is asked for its texts. The number says which call it is, from 1.</summary>
    public Func<HttpContext, int, Task<bool>> BeforeTaking { get; set; } = (_, _) => Task.FromResult(false);
    public Func<HttpContext, int, Task<bool>> AfterTaking { get; set; } = (_, _) => Task.FromResult(false);
    public Func<HttpContext, int, Task<bool>> BeforeListing { get; set; } = (_, _) => Task.FromResult(false);

    public Func<DateTimeOffset> Now { get; set; } = () => DateTimeOffset.UtcNow;

    /// <summary>What it puts before each text, as on trial.</summary>
    public string Before { get; set; } = "";

    public static async Task<ToldTwilio> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var twilio = new ToldTwilio(builder.Build());
        twilio.web.MapPost("/2010-04-01/Accounts/{account}/Messages.json", twilio.Take);
        twilio.web.MapGet("/2010-04-01/Accounts/{account}/Messages.json", twilio.List);
        await twilio.web.StartAsync();
        return twilio;
    }

    /// <summary>A text that it has from before.</summary>
    public void Has(string to, string body, DateTimeOffset at)
    {
        lock (texts) texts.Add(new($"SM{texts.Count:x32}", "", new Dictionary<string, string> { ["To"] = to, ["Body"] = body }, at));
    }

    /// <summary>Says something else.</summary>
    public static Func<HttpContext, int, Task<bool>> Saying(int status, string body = "", string? retryAfter = null, string type = "application/json") => async (context, _) =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        if (retryAfter is not null) context.Response.Headers.RetryAfter = retryAfter;
        await context.Response.WriteAsync(body);
        return true;
    };

    /// <summary>Says nothing, until whoever called hangs up.</summary>
    public static async Task<bool> Nothing(HttpContext context, int call)
    {
        await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        return true;
    }

    /// <summary>Begins an answer and stops in the middle.</summary>
    public static async Task<bool> Half(HttpContext context, int call)
    {
        context.Response.StatusCode = 201;
        await context.Response.WriteAsync("{\"sid\":");
        await context.Response.Body.FlushAsync();
        return await Nothing(context, call);
    }

    public static Task<bool> HangUp(HttpContext context, int call)
    {
        context.Abort();
        return Task.FromResult(true);
    }

    private async Task Take(HttpContext context, string account)
    {
        var call = Note(context);
        var form = (await context.Request.ReadFormAsync()).ToDictionary(field => field.Key, field => field.Value.ToString());
        if (await BeforeTaking(context, call)) return;
        Taken text;
        lock (texts) texts.Add(text = new($"SM{texts.Count:x32}", account, form, Now()));
        if (await AfterTaking(context, call)) return;
        context.Response.StatusCode = 201;
        await context.Response.WriteAsJsonAsync(Json(text));
    }

    private async Task List(HttpContext context, string account)
    {
        if (await BeforeListing(context, Note(context))) return;
        var to = context.Request.Query["To"].ToString();
        await context.Response.WriteAsJsonAsync(new { messages = Texts.Where(t => t.Form["To"] == to).Reverse().Select(Json) });
    }

    private int Note(HttpContext context)
    {
        Authorization = context.Request.Headers.Authorization;
        return Interlocked.Increment(ref asked);
    }

    private object Json(Taken text) => new { sid = text.Sid, body = Before + text.Form["Body"], direction = "outbound-api", date_created = text.At.ToString("ddd, dd MMM yyyy HH:mm:ss +0000", CultureInfo.InvariantCulture), date_sent = (string?)null };

    public ValueTask DisposeAsync() => web.DisposeAsync();
}
