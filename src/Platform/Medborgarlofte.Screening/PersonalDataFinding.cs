namespace Medborgarlofte.Screening;

/// <summary>Something in a text that looks as if it pointed out a person.</summary>
/// <param name="Kind">What it looks like.</param>
/// <param name="Start">Index of its first character in the text.</param>
/// <param name="Length">Number of its characters.</param>
public sealed record PersonalDataFinding(PersonalDataKind Kind, int Start, int Length)
{
    /// <summary>Index after its last character.</summary>
    public int End => Start + Length;
}

/// <summary>What a finding looks like.</summary>
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
