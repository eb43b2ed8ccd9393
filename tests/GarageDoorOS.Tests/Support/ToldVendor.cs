using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace GarageDoorOS.Tests.Support;

/// <summary>A vendor on the loopback that keeps what it was asked, and answers as it is told; <see cref="ToldTwilio"/> has ways of not answering.</summary>
public sealed class ToldVendor : IAsyncDisposable
{
    public sealed record Request(string Method, string Address, IReadOnlyDictionary<string, StringValues> Form, string? Authorization);

    private readonly WebApplication web;
    private readonly List<Request> asked = [];

    private ToldVendor(WebApplication web) => this.web = web;

    public string Url => web.Urls.Single();

    public IReadOnlyList<Request> Asked { get { lock (asked) return [.. asked]; } }

    /// <summary>The number says which request it is, from 1.</summary>
    public Func<HttpContext, int, Task<bool>> Answer { get; set; } = ToldTwilio.Saying(200, "{}");

    public static async Task<ToldVendor> Start(Func<HttpContext, int, Task<bool>>? answer = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var vendor = new ToldVendor(builder.Build());
        if (answer is not null) vendor.Answer = answer;
        vendor.web.Run(vendor.Take);
        await vendor.web.StartAsync();
        return vendor;
    }

    private async Task Take(HttpContext context)
    {
        var request = context.Request;
        var form = request.HasFormContentType ? (await request.ReadFormAsync()).ToDictionary(f => f.Key, f => f.Value) : [];
        int number;
        lock (asked)
        {
            asked.Add(new(request.Method, request.Path + request.QueryString, form, request.Headers.Authorization));
            number = asked.Count;
        }
        await Answer(context, number);
    }

    public ValueTask DisposeAsync() => web.DisposeAsync();
}
