using System.Collections.Concurrent;
using GarageDoorOS.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Http;

public class WatchingTests
{
    [Fact]
    public async Task Traces_measures_and_the_log_go_where_the_standard_variables_say_and_name_nobody()
    {
        var heard = new ConcurrentDictionary<string, string>();
        var all = new TaskCompletionSource();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var collector = builder.Build();
        collector.Urls.Add("http://127.0.0.1:0");
        collector.MapPost("/v1/{signal}", async (string signal, HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            heard.AddOrUpdate(signal, _ => Text(body), (_, before) => before + Text(body));
            if (heard.Count == 3 && heard["traces"].Contains("/sign-in") && heard["metrics"].Contains("http.server.request.duration")) all.TrySetResult();
        });
        await collector.StartAsync();

        await using var host = await AppHost.Start(Provider.Sqlite);
        await using var server = await ServerProcess.Start(
            host.Database, ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Urls.First()), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), ("OTEL_BSP_SCHEDULE_DELAY", "100"),
            ("OTEL_BLRP_SCHEDULE_DELAY", "100"), ("OTEL_METRIC_EXPORT_INTERVAL", "200"), ("OTEL_SERVICE_NAME", "the office"));
        using var http = new HttpClient { BaseAddress = server.Address };
        await http.GetStringAsync("/sign-in?returnUrl=%2Fleads%3Fsearch%3Dpatricia");
        await all.Task.WaitAsync(TimeSpan.FromSeconds(60));

        heard["traces"].ShouldContain("the office");
        heard["metrics"].ShouldContain("http.server.request.duration");
        string.Concat(heard.Values).ShouldNotContain("patricia");
    }

    private static string Text(MemoryStream body) => System.Text.Encoding.Latin1.GetString(body.ToArray());
}
