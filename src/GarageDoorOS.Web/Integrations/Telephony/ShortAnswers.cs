namespace GarageDoorOS.Web.Integrations.Telephony;

/// <summary>Reads an answer whole before anybody looks at it, and none that is longer than a vendor has reason for: its server may be a stranger's.</summary>
internal sealed class ShortAnswers : DelegatingHandler
{
    /// <summary>More than the bridges of a large PBX.</summary>
    private const long MostBytes = 1024 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        try
        {
            await answer.Content.LoadIntoBufferAsync(MostBytes, cancellationToken);
            return answer;
        }
        catch
        {
            answer.Dispose();
            throw;
        }
    }
}
