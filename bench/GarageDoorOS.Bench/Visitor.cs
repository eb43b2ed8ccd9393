using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace GarageDoorOS.Bench;

/// <summary>A signed-in browser that keeps its connection open and measures what it waits.</summary>
internal sealed partial class Visitor(Uri address) : IDisposable
{
    private const int Before = 60;

    private readonly HttpClient http = new(new SocketsHttpHandler { CookieContainer = new(), AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = address };

    public async Task SignIn(string email, string password)
    {
        var token = Token().Match(await http.GetStringAsync("/sign-in")).Groups[1].Value;
        using var answer = await http.PostAsync("/sign-in", new FormUrlEncodedContent([new("email", email), new("password", password), new("__RequestVerificationToken", WebUtility.HtmlDecode(token))]));
        if (answer.StatusCode is not (HttpStatusCode.Found or HttpStatusCode.SeeOther)) throw new InvalidOperationException($"Signing in gave {answer.StatusCode}.");
    }

    /// <summary>Asks so often that all that is compiled on the way is compiled for good.</summary>
    public async Task WarmUp(IEnumerable<(string Path, string Target)> addresses, int rounds)
    {
        for (var round = 0; round < rounds; round++)
            foreach (var (path, target) in addresses) await Get(path, target);
    }

    /// <summary>The same as a program with this API key.</summary>
    public void Bring(string key) => http.DefaultRequestHeaders.Authorization = new("Bearer", key);

    public Task<Measured> Measure(string path, string? target, int calls, Func<TimeSpan> cpu) => Measure(_ => Get(path, target), calls, cpu);

    /// <summary>Milliseconds from sending a request to having all of its answer, so many times, shortest first; and what <paramref name="cpu"/> grew by for each.</summary>
    public static async Task<Measured> Measure(Func<int, Task> ask, int calls, Func<TimeSpan> cpu)
    {
        for (var i = 0; i < Before; i++) await ask(i);
        var times = new double[calls];
        var began = cpu();
        for (var i = 0; i < calls; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await ask(Before + i);
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
        return new([.. times.Order()], (cpu() - began).TotalMilliseconds / calls);
    }

    /// <summary>Sends JSON and gives back the answer's.</summary>
    public async Task<JsonElement> Send(HttpMethod method, string path, object body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return !answer.IsSuccessStatusCode ? throw new InvalidOperationException($"{method} {path} gave {answer.StatusCode}: {text}")
            : text.Length == 0 ? default : JsonDocument.Parse(text).RootElement.Clone();
    }

    public async Task<JsonElement> Upload(string path, byte[] file, string name)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(file), "file", name } };
        using var answer = await http.PostAsync(path, form);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? JsonDocument.Parse(text).RootElement.Clone() : throw new InvalidOperationException($"{path} gave {answer.StatusCode}: {text}");
    }

    /// <summary>Takes all of an answer without keeping it; gives back its length.</summary>
    public async Task<long> Drain(string path)
    {
        using var answer = await http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);
        answer.EnsureSuccessStatusCode();
        await using var body = await answer.Content.ReadAsStreamAsync();
        var (piece, all) = (new byte[64 * 1024], 0L);
        for (int read; (read = await body.ReadAsync(piece)) > 0; all += read) { }
        return all;
    }

    public async Task<byte[]> Get(string path, string? target = null, bool brotli = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (target is not null)
        {
            request.Headers.Add("HX-Request", "true");
            request.Headers.Add("HX-Target", target);
        }
        if (brotli) request.Headers.Add("Accept-Encoding", "br");
        using var answer = await http.SendAsync(request);
        var body = await answer.Content.ReadAsByteArrayAsync();
        return answer.StatusCode == HttpStatusCode.OK ? body : throw new InvalidOperationException($"{path} gave {answer.StatusCode}.");
    }

    /// <summary>The files that a page asks for at once, its web font aside.</summary>
    public static IEnumerable<string> Files(string page) => Asset().Matches(page).Select(m => m.Groups[1].Value).Where(f => !f.EndsWith(".woff2")).Distinct();

    public void Dispose() => http.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("<(?:script[^>]* src|link rel=\"(?:stylesheet|icon)\"[^>]* href)=\"(/[^\"]+)\"")]
    private static partial Regex Asset();
}

/// <summary>What one line of the bench found: times in milliseconds, shortest first, and the server's processor time for each request.</summary>
internal sealed record Measured(double[] Times, double Cpu)
{
    public double P50 => Times[Times.Length / 2];
    public double P95 => Times[Times.Length * 95 / 100];
}
