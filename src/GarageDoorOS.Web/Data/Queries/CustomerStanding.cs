using System.Linq.Expressions;
using GarageDoorOS.Domain.Customers;
using GarageDoorOS.Domain.Work;
using GarageDoorOS.Web.Access;

namespace GarageDoorOS.Web.Data.Queries;

/// <summary>Customers by how far their work is, as far as a user may see work: what is hidden from them is told by no count.</summary>
internal static class CustomerStanding
{
    public static IQueryable<Customer> Standing(this IQueryable<Customer> customers, AppDb db, CurrentUser user, CustomerStatus? status) => status is { } wanted ? customers.Standing(db, user, wanted) : customers;

    private static IQueryable<Customer> Standing(this IQueryable<Customer> customers, AppDb db, CurrentUser user, CustomerStatus status) => status switch
    {
        CustomerStatus.Open => customers.Where(HasWork(db, user, onlyOpen: true)),
        CustomerStatus.Past => customers.Where(HasWork(db, user, onlyOpen: false)).Where(Not(HasWork(db, user, onlyOpen: true))),
        CustomerStatus.None => customers.Where(Not(HasWork(db, user, onlyOpen: false))),
    };

    private static Expression<Func<Customer, bool>> HasWork(AppDb db, CurrentUser user, bool onlyOpen)
    {
        var (open, none) = (WorkStatuses.Open, (Expression<Func<Customer, bool>>)(c => false));
        var estimates = !user.May(Estimate.Described.View) ? none : onlyOpen
            ? c => db.Estimates.Any(w => w.CustomerId == c.Id && w.DeletedAt == null && open.Contains(w.Status))
            : c => db.Estimates.Any(w => w.CustomerId == c.Id && w.DeletedAt == null);
        var jobs = !user.May(Job.Described.View) ? none : onlyOpen
            ? c => db.Jobs.Any(w => w.CustomerId == c.Id && w.DeletedAt == null && open.Contains(w.Status))
            : c => db.Jobs.Any(w => w.CustomerId == c.Id && w.DeletedAt == null);
        return SearchedText.Either(estimates, jobs);
    }

    private static Expression<Func<Customer, bool>> Not(Expression<Func<Customer, bool>> has) => Expression.Lambda<Func<Customer, bool>>(Expression.Not(has.Body), has.Parameters);
}
