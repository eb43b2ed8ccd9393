namespace GarageDoorOS.Web.Ui;

public sealed class AssetUrls { public string this[string path] => path; }
