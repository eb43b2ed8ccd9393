using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using GarageDoorOS.Tests.Support;
using Shouldly;

namespace GarageDoorOS.Tests.Features.Imports;

/// <summary>How a test brings a list in.</summary>
internal static class ImportCalls
{
    public static string File500 => Path.Combine(Repository.Root, "tests/GarageDoorOS.Tests/Features/Imports/leads-500.csv");

    public static MultipartFormDataContent List(byte[] file, string? mapping = null, string name = "leads.csv")
    {
        var form = new MultipartFormDataContent();
        var part = new ByteArrayContent(file);
        part.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        form.Add(part, "file", name);
        if (mapping is not null) form.Add(new StringContent(mapping), "mapping");
        return form;
    }

    public static MultipartFormDataContent List(string csv, string? mapping = null) => List(Encoding.UTF8.GetBytes(csv), mapping);

    /// <summary>Brings it in and waits until it is over.</summary>
    public static async Task<JsonElement> Import(this HttpClient api, MultipartFormDataContent list)
    {
        using var answer = await api.PostAsync("/api/imports", list);
        var begun = await answer.ShouldBeJson(202);
        answer.Headers.Location!.ToString().ShouldBe($"/api/imports/{begun.Id()}");
        return await api.Finished(begun.Id());
    }

    public static Task<JsonElement> Finished(this HttpClient api, Guid id) => Eventually.Holds("the list is over", async () =>
    {
        var import = await api.GetJson($"/api/imports/{id}");
        import.GetProperty("rows").GetInt32().ShouldBe(new[] { "created", "updated", "skipped", "failed" }.Sum(count => import.GetProperty(count).GetInt32()));
        return import;
    }, import => import.Text("state") is "done" or "failed");

    public static (int Rows, int Created, int Skipped, int Failed) Counts(this JsonElement import) =>
        (import.GetProperty("rows").GetInt32(), import.GetProperty("created").GetInt32(), import.GetProperty("skipped").GetInt32(), import.GetProperty("failed").GetInt32());
}
