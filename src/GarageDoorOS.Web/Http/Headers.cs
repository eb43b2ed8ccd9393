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
        return IsHttps(configuration) ? policies.AddStrictTransportSecurityMaxAge(60 * 60 * 24 * 365) : policies;
    }

    public static bool IsHttps(IConfiguration configuration) =>
        configuration["App:PublicUrl"]?.StartsWith("https:", StringComparison.OrdinalIgnoreCase) ?? false;
}
