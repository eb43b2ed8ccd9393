using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GarageDoorOS.Tests.Support;

/// <summary>A PBX on the loopback, as far as we use it, by the list of resources that Asterisk publishes (rest-api/api-docs: asterisk, channels and bridges). Whatever the list does not have is refused.</summary>
public sealed class ToldPbx : IAsyncDisposable
{
    public const string User = "garage", Password = "hunter2horsestaple";

    private static readonly string[] Known = ["endpoint", "extension", "context", "priority", "label", "app", "appArgs", "callerId", "timeout", "otherChannelId", "originator", "formats"];

    private readonly WebApplication web;
    private readonly ConcurrentDictionary<string, (IReadOnlyDictionary<string, string> Query, string State)> channels = [];
    private readonly ConcurrentQueue<string[]> bridges = [];
    private Func<string, IReadOnlyDictionary<string, string>, Task>? originated;

    private ToldPbx(WebApplication web) => this.web = web;

    public string Url => web.Urls.Single();

    public IReadOnlyDictionary<string, string> Originated(string channel) => channels[channel].Query;

    public int Channels => channels.Count;

    public static async Task<ToldPbx> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var pbx = new ToldPbx(builder.Build());
        pbx.web.Use(async (context, next) =>
        {
            if (context.Request.Headers.Authorization != "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}"))) await Say(context, 401, "Authentication required");
            else await next(context);
        });
        pbx.web.MapGet("/ari/asterisk/info", (string? only) => only is null or "build" or "system" or "config" or "status" ? Results.Json(new { system = new { version = "20.5.2", entity_id = "00:11" } }) : Results.BadRequest());
        pbx.web.MapPost("/ari/channels/{id}", pbx.Originate);
        pbx.web.MapGet("/ari/channels/{id}", (HttpContext context, string id) => pbx.channels.TryGetValue(id, out var channel) ? context.Response.WriteAsJsonAsync(Json(id, channel.State)) : Say(context, 404, "Channel not found"));
        pbx.web.MapDelete("/ari/channels/{id}", (HttpContext context, string id) =>
        {
            if (!pbx.channels.TryRemove(id, out _)) return Say(context, 404, "Channel not found");
            context.Response.StatusCode = 204;
            return Task.CompletedTask;
        });
        pbx.web.MapGet("/ari/bridges", () => pbx.bridges.Select(joined => new { id = "b", technology = "simple_bridge", bridge_type = "basic", channels = joined }));
        await pbx.web.StartAsync();
        return pbx;
    }

    /// <summary>Down, Ring, Ringing, Up, Busy, as Asterisk calls them.</summary>
    public void Becomes(string channel, string state) => channels[channel] = channels[channel] with { State = state };

    /// <summary>From now on what is originated really rings: first <paramref name="ours"/>, and once that is picked up the dialplan rings <paramref name="theirs"/> and joins the two.</summary>
    public void RingBySip(SipPhone ours, SipPhone theirs, TimeSpan talk) => originated = (channel, query) => ours.Invite(
        query["endpoint"].Split('/')[1].Split('@')[0], talk + TimeSpan.FromSeconds(3), () => Becomes(channel, "Ringing"), () => _ = Dial(channel, query["extension"], theirs, talk)).ContinueWith(_ => Ends(channel), TaskScheduler.Default);

    private async Task Dial(string channel, string number, SipPhone theirs, TimeSpan talk)
    {
        Becomes(channel, "Up");
        await theirs.Invite(number, talk, () => { }, () => Join(channel, "theirs"));
    }

    /// <summary>Somebody calls the business.</summary>
    public void Arrives(string channel, string state) => channels[channel] = (new Dictionary<string, string>(), state);

    public void Ends(string channel) => channels.TryRemove(channel, out _);

    public void Join(params string[] joined) => bridges.Enqueue(joined);

    private Task Originate(HttpContext context, string id)
    {
        var query = context.Request.Query.ToDictionary(q => q.Key, q => q.Value.ToString());
        if (!query.ContainsKey("endpoint") || query.Keys.Except(Known).Any() || !(query.ContainsKey("app") ^ query.ContainsKey("extension"))) return Say(context, 400, "Invalid parameters for originating a channel.");
        if (!channels.TryAdd(id, (query, "Down"))) return Say(context, 409, "Channel with given unique ID already exists.");
        _ = originated?.Invoke(id, query);
        return context.Response.WriteAsJsonAsync(Json(id, "Down"));
    }

    private static object Json(string id, string state) => new { id, name = "PJSIP/trunk-00000001", state, caller = new { name = "", number = "" } };

    private static Task Say(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new { message });
    }

    public ValueTask DisposeAsync() => web.DisposeAsync();
}
