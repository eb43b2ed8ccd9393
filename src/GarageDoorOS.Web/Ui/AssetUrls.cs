using Microsoft.AspNetCore.StaticAssets;

namespace GarageDoorOS.Web.Ui;

/// <summary>Where a browser file is to be had under a name that changes with its content, so that it is kept for good.</summary>
public sealed class AssetUrls(EndpointDataSource endpoints)
{
    private readonly Lazy<Dictionary<string, string>> routes = new(() => Read(endpoints));

    /// <summary>The address of a file of <c>wwwroot</c>.</summary>
    public string this[string file] => "/" + routes.Value.GetValueOrDefault(file, file);

    private static Dictionary<string, string> Read(EndpointDataSource endpoints)
    {
        var found = new Dictionary<string, string>();
        foreach (var asset in endpoints.Endpoints.Select(e => e.Metadata.GetMetadata<StaticAssetDescriptor>()).OfType<StaticAssetDescriptor>())
        {
            if (asset.Properties.FirstOrDefault(p => p.Name == "label")?.Value is { } label) found.TryAdd(label, asset.Route);
        }
        return found;
    }
}
