using System.Collections.Concurrent;
using GarageDoorOS.Tests.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using Xunit.Sdk;

namespace GarageDoorOS.BrowserTests.Support;

/// <summary>The program on a real port with a business and its people, for the browser tests of one class.</summary>
public sealed class Office(Chromium chromium) : IAsyncLifetime
{
    private readonly ConcurrentDictionary<string, Task<string>> sessions = new();
    private readonly ConcurrentDictionary<string, Lazy<Task>> shared = new();
    private readonly ConcurrentQueue<string> complaints = new();
    private readonly List<IBrowserContext> contexts = [];
    private ITest? current;

    // A refused form answers 409 or 422, which Chromium also calls an error; the next letter cuts off the search for those before it, which htmx calls one.
    private static readonly string[] Expected = ["status of 4", "htmx:sendAbort", "htmx:afterRequest"];

    public AppHost Host { get; private set; } = null!;
    public TestBusiness Business { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        if (Chromium.Missing is not null) return;
        Host = await AppHost.Listen(Provider.Sqlite, ("Telephony:AllowPretend", "true"));
        Business = await Host.NewBusiness("Lone Star Garage Doors");
    }

    /// <summary>Opens an address as somebody with this role who has signed in.</summary>
    public async Task<IPage> Open(string path, Screen? screen = null, string role = "office_staff", bool javaScript = true)
    {
        var page = await Blank(screen, await sessions.GetOrAdd(role, async r => await SignIn(await Business.Member(r))), javaScript);
        await page.GotoAsync(path);
        return page;
    }

    /// <summary>A browser in which this person has signed in.</summary>
    public async Task<IPage> OpenAs(TestMember member, Screen? screen = null) => await Blank(screen, await SignIn(member));

    /// <summary>Does a thing that all tests of the class share, before the first of them.</summary>
    public Task Once(string what, Func<Task> work) => shared.GetOrAdd(what, _ => new(work)).Value;

    /// <summary>A browser in which nobody has signed in.</summary>
    public Task<IPage> OpenAnonymous(Screen? screen = null) => Blank(screen, null);

    /// <summary>Whether any page so far broke a rule of the Content-Security-Policy, failed in script or missed a file.</summary>
    public void ShouldHaveHeardNoComplaint()
    {
        var heard = complaints.ToArray();
        complaints.Clear();
        heard.ShouldBeEmpty(string.Join(Environment.NewLine, heard));
    }

    public async ValueTask DisposeAsync()
    {
        await Close();
        if (Host is not null) await Host.DisposeAsync();
    }

    /// <summary>What was said until now is still to be heard; only what a page says because it is closed is not.</summary>
    private async Task Close()
    {
        var said = complaints.ToArray();
        foreach (var context in contexts) await context.CloseAsync();
        contexts.Clear();
        complaints.Clear();
        foreach (var complaint in said) complaints.Enqueue(complaint);
    }

    private async Task<string> SignIn(TestMember member)
    {
        var page = await Blank(null, null);
        await page.GotoAsync("/sign-in");
        await page.FillAsync("input[name=email]", member.User.Email!);
        await page.FillAsync("input[name=password]", TestBusiness.Password);
        await page.PressAsync("input[name=password]", "Enter");
        await page.WaitForURLAsync(url => !url.Contains("sign-in"));
        return await page.Context.StorageStateAsync();
    }

    private async Task<IPage> Blank(Screen? screen, string? session, bool javaScript = true)
    {
        screen ??= Screen.Desktop;
        if (TestContext.Current.Test is { } test && current != test)
        {
            // Pages of the test before would go on asking, and what they say from now on be heard in this one.
            await Close();
            current = test;
        }
        var context = await chromium.Browser.NewContextAsync(new()
        {
            BaseURL = Host.Address.ToString(),
            ViewportSize = new() { Width = screen.Width, Height = screen.Height },
            ColorScheme = screen.Scheme,
            ReducedMotion = ReducedMotion.Reduce,
            HasTouch = screen.Width < 600,
            StorageState = session,
            JavaScriptEnabled = javaScript,
        });
        contexts.Add(context);
        context.SetDefaultTimeout(30_000);
        var page = await context.NewPageAsync();
        if (javaScript) await page.AddInitScriptAsync($"{Shifts.Observer};{Axe.Script}");
        page.PageError += (_, error) => complaints.Enqueue($"{page.Url}: {error}");
        page.Console += (_, message) => { if (message.Type == "error" && !Expected.Any(message.Text.Contains)) complaints.Enqueue($"{page.Url}: {message.Text}"); };
        return page;
    }
}
