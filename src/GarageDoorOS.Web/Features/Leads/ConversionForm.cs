using GarageDoorOS.Domain.Customers;
using GarageDoorOS.Web.Http;

namespace GarageDoorOS.Web.Features.Leads;

/// <summary>How a conversion is asked for, on a page and in JSON.</summary>
public sealed class ConversionForm
{
    private const int ReasonLength = 500;

    /// <summary>What was chosen: a customer's id, or <c>new</c>.</summary>
    public string Choice { get; private init; } = "";
    public string Type { get; private init; } = "";
    public FormErrors Errors { get; } = new();
    public ConvertLead.Request Request { get; private set; } = null!;

    public static async ValueTask<ConversionForm> BindAsync(HttpContext context)
    {
        var sent = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : FormCollection.Empty;
        var form = new ConversionForm { Choice = sent["choice"].ToString(), Type = sent["type"].ToString() };
        var link = Guid.TryParse(form.Choice, out var id) ? id : (Guid?)null;
        if (link is null && form.Choice is not ("new" or "")) form.Errors.Add("choice", "Choose a customer to link to, or a new one.");
        var reason = TextRule.Read(sent["reason"].ToString(), "reason", ReasonLength, form.Errors) ?? "";
        form.Request = Checked(new(CustomerTypes.Read(form.Type), link, sent["anyway"] == "true" && form.Choice == "new", reason)
        {
            DraftEstimate = sent["draftEstimate"] == "true" ? new() : null,
            UnscheduledJob = sent["unscheduledJob"] == "true" ? new() : null,
        }, form.Errors);
        return form;
    }

    public static ConvertLead.Request Read(JsonFields fields)
    {
        var type = fields.Text("type");
        if (type is not null && CustomerTypes.Read(type) is null) fields.Errors.Add("type", "This must be residential or commercial.");
        var request = new ConvertLead.Request(
            CustomerTypes.Read(type), fields.Id("linkToCustomerId"), fields.Flag("createAnyway") ?? false, fields.Text("reason", ReasonLength) ?? "")
        {
            DraftEstimate = Work(fields.Wish("draftEstimate")),
            UnscheduledJob = Work(fields.Wish("unscheduledJob")),
        };
        fields.Finish();
        return Checked(request, fields.Errors);
    }

    private static ConvertLead.AskedWork? Work(JsonFields? asked)
    {
        if (asked is null) return null;
        var work = new ConvertLead.AskedWork(asked.Text("title"), asked.Money("amount"));
        asked.Finish();
        return work;
    }

    private static ConvertLead.Request Checked(ConvertLead.Request request, FormErrors errors)
    {
        if (request.LinkToCustomerId is null && request.Type is null && !errors.Has("type")) errors.Add("type", "Say whether the customer is residential or commercial.");
        if (request.LinkToCustomerId is not null && request.CreateAnyway) errors.Add("createAnyway", "Link to a customer or create another, not both.");
        if (request.CreateAnyway && request.Reason.Length == 0) errors.Add("reason", "Say why a second customer is needed.");
        return request;
    }
}
