using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Http;

public class StoppingTests
{
    [Theory, BothDatabases]
    public async Task SIGTERM_lets_a_request_that_is_half_sent_come_to_its_end(Provider provider)
    {
        await using var host = await AppHost.Start(provider);
        var business = await host.NewBusiness();
        var (key, _) = await business.NewKey("owner");
        await using var server = await ServerProcess.Start(host.Database);
        // Only when the program reads the body does it answer «100 Continue», and only then is the first half sent: the request is under way.
        using var api = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = Timeout.InfiniteTimeSpan }) { BaseAddress = server.Address };
        api.DefaultRequestHeaders.ExpectContinue = true;
        api.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        var rest = new TaskCompletionSource();
        var half = new HalfSent("""{"name":"Ada """, rest.Task, """Lovelace"}""");

        var answer = api.PostAsync("/api/leads", half);
        await half.Begun;
        var code = await server.Stop(async () =>
        {
            await Eventually.Holds("the server listens no more", () => Listens(server.Address), listens => !listens);
            rest.SetResult();
            (await answer).StatusCode.ShouldBe(HttpStatusCode.Created);
        });

        code.ShouldBe(0);
        (await business.InDb(db => db.Leads.Select(l => l.Name).ToListAsync())).ShouldBe(["Ada Lovelace"]);
    }

    private static async Task<bool> Listens(Uri address)
    {
        using var socket = new TcpClient();
        try
        {
            await socket.ConnectAsync(address.Host, address.Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>A JSON body of which the second half waits.</summary>
    private sealed class HalfSent : HttpContent
    {
        private readonly TaskCompletionSource begun = new();
        private readonly string first, second;
        private readonly Task go;

        public HalfSent(string first, Task go, string second)
        {
            (this.first, this.go, this.second) = (first, go, second);
            Headers.ContentType = new("application/json");
        }

        public Task Begun => begun.Task;

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(first));
            await stream.FlushAsync();
            begun.SetResult();
            await go;
            await stream.WriteAsync(Encoding.UTF8.GetBytes(second));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
