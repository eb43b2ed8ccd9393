namespace GarageDoorOS.Web.Http;

/// <summary>Security headers: only our own files run or style a page, nobody frames it, nothing is guessed.</summary>
internal static class Headers
{
    public static HeaderPolicyCollection Policies(IConfiguration configuration)
    {
        var policies = new HeaderPolicyCollection()
            .AddFrameOptionsDeny()
            .AddContentTypeOptionsNoSniff()
            .AddReferrerPolicyStrictOriginWhenCrossOrigin()
            .AddCrossOriginOpenerPolicy(policy => policy.SameOrigin())
            .RemoveServerHeader()
            .AddContentSecurityPolicy(policy =>
            {
                policy.AddDefaultSrc().Self();
                policy.AddScriptSrc().Self();
                policy.AddStyleSrc().Self();
                policy.AddImgSrc().Self().Data();
                policy.AddFontSrc().Self();
                policy.AddConnectSrc().Self();
                policy.AddObjectSrc().None();
                policy.AddBaseUri().Self();
                policy.AddFormAction().Self();
                policy.AddFrameAncestors().None();
            });
        // Said by hand: the ready-made one keeps silent where the proxy does not pass the Host on.
        return IsHttps(configuration) ? policies.AddCustomHeader("Strict-Transport-Security", "max-age=31536000") : policies;
    }

    public static bool IsHttps(IConfiguration configuration) =>
        configuration["App:PublicUrl"]?.StartsWith("https:", StringComparison.OrdinalIgnoreCase) ?? false;
}
