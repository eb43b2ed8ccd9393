namespace GarageDoorOS.Web.Features.Digests;

/// <summary>«Your day» by e-mail. It has no address: people choose its time on their account page, and a clock sends it.</summary>
public static class DigestSetup
{
    public static void AddDigests(this IServiceCollection services) => services.AddScoped<SendDigest>().AddScoped<ReadDay>().AddScoped<DigestText>();
}
