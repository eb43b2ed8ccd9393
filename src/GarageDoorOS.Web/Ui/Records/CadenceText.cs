using GarageDoorOS.Domain.Nurture;

namespace GarageDoorOS.Web.Ui.Records;

/// <summary>How cadences read on the screen.</summary>
public static class CadenceText
{
    /// <summary>Why a lead left, by the word that its timeline keeps.</summary>
    public static string Ended(string? word) => Enum.GetValues<EnrolmentEnd>().Cast<EnrolmentEnd?>().FirstOrDefault(end => end!.Value.Word() == word) switch
    {
        EnrolmentEnd.Replied => "they answered",
        EnrolmentEnd.Reached => "they were reached",
        EnrolmentEnd.Booked => "a job is booked",
        EnrolmentEnd.Converted => "it is a customer now",
        EnrolmentEnd.Lost or EnrolmentEnd.ClosedLead => "it is closed",
        EnrolmentEnd.OptedOut => "they want no messages",
        EnrolmentEnd.Deleted => "it is in the trash",
        EnrolmentEnd.ByHand => "by hand",
        EnrolmentEnd.Replaced => "another one begins",
        EnrolmentEnd.CadenceDeleted => "the cadence was deleted",
        EnrolmentEnd.Completed => "all steps are done",
        null => word ?? "",
    };
}
