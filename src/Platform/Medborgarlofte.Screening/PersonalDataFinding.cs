namespace Medborgarlofte.Screening;

/// <summary>Personal data that was found in a text.</summary>
/// <param name="Kind">Kind of personal data.</param>
/// <param name="Start">Index of the first character.</param>
/// <param name="Length">Number of characters.</param>
public sealed record PersonalDataFinding(PersonalDataKind Kind, int Start, int Length)
{
    /// <summary>Index after the last character.</summary>
    public int End => Start + Length;
}

/// <summary>Kind of personal data.</summary>
public enum PersonalDataKind
{
    /// <summary>Personal identity number (personnummer).</summary>
    PersonalNumber,

    /// <summary>Coordination number (samordningsnummer).</summary>
    CoordinationNumber,

    /// <summary>Reserve number of health care (reservnummer).</summary>
    ReserveNumber,

    /// <summary>Phone number.</summary>
    PhoneNumber,

    /// <summary>E-mail address.</summary>
    EmailAddress,

    /// <summary>Number plate (registreringsnummer).</summary>
    NumberPlate,
}
