using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Customers;
using GarageDoorOS.Domain.Imports;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Imports;

/// <summary>What a list has made that is still there, and what of it nobody has touched: no line in its timeline but the import's, and nothing that hangs on it.</summary>
internal static class ImportedRecords
{
    public static IQueryable<Lead> LeadsOf(this AppDb db, Import import) => db.Leads.Where(lead => lead.ImportId == import.Id && lead.DeletedAt == null);

    public static IQueryable<Customer> CustomersOf(this AppDb db, Import import) => db.Customers.Where(customer => customer.ImportId == import.Id && customer.DeletedAt == null);

    public static IQueryable<Lead> Untouched(this IQueryable<Lead> leads, AppDb db, Import import) =>
        leads.Where(lead => !db.Work(import).Any(line => line.SubjectId == lead.Id));

    public static IQueryable<Customer> Untouched(this IQueryable<Customer> customers, AppDb db, Import import) => customers.Where(customer =>
        !db.Work(import).Any(line => line.SubjectId == customer.Id) && !db.Conversions.Any(one => one.CustomerId == customer.Id)
        && !db.Estimates.Any(one => one.CustomerId == customer.Id) && !db.Jobs.Any(one => one.CustomerId == customer.Id));

    /// <summary>What people and programs have done since; what the system does by itself, such as following a merged source, is no work.</summary>
    public static IQueryable<Activity> Work(this AppDb db, Import import) => db.Activities.Where(line =>
        line.ActorKind != ActorKind.System && !(line.Kind == ActivityKinds.Imported && line.At <= import.FinishedAt));
}
