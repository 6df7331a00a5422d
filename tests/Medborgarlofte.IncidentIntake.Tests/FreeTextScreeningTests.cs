using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Medborgarlofte.Screening;

namespace Medborgarlofte.IncidentIntake.Tests;

/// <summary>The numbers are invented; those of persons have serial numbers that Skatteverket reserves for tests.</summary>
public sealed class FreeTextScreeningTests
{
    [Theory]
    [InlineData("Pojken (189001019802) var där", PersonalDataKind.PersonalNumber, "189001019802")]
    [InlineData("850709-9805", PersonalDataKind.PersonalNumber, "850709-9805")]
    [InlineData("pnr8507099805.", PersonalDataKind.PersonalNumber, "8507099805")]
    [InlineData("19850709-9805, född i maj", PersonalDataKind.PersonalNumber, "19850709-9805")]
    [InlineData("850709+9805", PersonalDataKind.PersonalNumber, "850709+9805")]
    [InlineData("850709–9805", PersonalDataKind.PersonalNumber, "850709–9805")]
    [InlineData("850709 9805", PersonalDataKind.PersonalNumber, "850709 9805")]
    [InlineData("850709 - 9805", PersonalDataKind.PersonalNumber, "850709 - 9805")]
    [InlineData("19 85 07 09 98 05", PersonalDataKind.PersonalNumber, "19 85 07 09 98 05")]
    [InlineData("1985-07-09-9805", PersonalDataKind.PersonalNumber, "1985-07-09-9805")]
    [InlineData("10 10 850709-9805", PersonalDataKind.PersonalNumber, "850709-9805")]
    [InlineData("ring 000229-2381", PersonalDataKind.PersonalNumber, "000229-2381")]
    [InlineData("850769-9802 i dag", PersonalDataKind.CoordinationNumber, "850769-9802")]
    [InlineData("198507699802", PersonalDataKind.CoordinationNumber, "198507699802")]
    [InlineData("reservnr 991981000010", PersonalDataKind.ReserveNumber, "991981000010")]
    [InlineData("99199300-0032", PersonalDataKind.ReserveNumber, "99199300-0032")]
    [InlineData("19810829M071", PersonalDataKind.ReserveNumber, "19810829M071")]
    [InlineData("19930829-X802", PersonalDataKind.ReserveNumber, "19930829-X802")]
    [InlineData("19810829SU3A", PersonalDataKind.ReserveNumber, "19810829SU3A")]
    [InlineData("198108320014", PersonalDataKind.ReserveNumber, "198108320014")]
    [InlineData("22850709TF16", PersonalDataKind.ReserveNumber, "22850709TF16")]
    [InlineData("00853045TFK1", PersonalDataKind.ReserveNumber, "00853045TFK1")]
    [InlineData("Ring 070-174 06 05!", PersonalDataKind.PhoneNumber, "070-174 06 05")]
    [InlineData("0701740605", PersonalDataKind.PhoneNumber, "0701740605")]
    [InlineData("070 - 1740605 2021", PersonalDataKind.PhoneNumber, "070 - 1740605")]
    [InlineData("070 174 06 05 3 gånger", PersonalDataKind.PhoneNumber, "070 174 06 05")]
    [InlineData("tel:0155-380 00", PersonalDataKind.PhoneNumber, "0155-380 00")]
    [InlineData("0155-38000", PersonalDataKind.PhoneNumber, "0155-38000")]
    [InlineData("(0155) 38 000", PersonalDataKind.PhoneNumber, "(0155) 38 000")]
    [InlineData("0155/380 00", PersonalDataKind.PhoneNumber, "0155/380 00")]
    [InlineData("08-465 004 00", PersonalDataKind.PhoneNumber, "08-465 004 00")]
    [InlineData("08 465 004 00", PersonalDataKind.PhoneNumber, "08 465 004 00")]
    [InlineData("0846500400", PersonalDataKind.PhoneNumber, "0846500400")]
    [InlineData("016-15 00 00", PersonalDataKind.PhoneNumber, "016-15 00 00")]
    [InlineData("+46701740605", PersonalDataKind.PhoneNumber, "+46701740605")]
    [InlineData("+46 (0)70-174 06 05", PersonalDataKind.PhoneNumber, "+46 (0)70-174 06 05")]
    [InlineData("0046 70 174 06 05", PersonalDataKind.PhoneNumber, "0046 70 174 06 05")]
    [InlineData("+46 155 380 00", PersonalDataKind.PhoneNumber, "+46 155 380 00")]
    [InlineData("+47 22 12 34 56", PersonalDataKind.PhoneNumber, "+47 22 12 34 56")]
    [InlineData("0155-38000/070-1740605", PersonalDataKind.PhoneNumber, "0155-38000")]
    [InlineData("skriv till kim.alm+1@exempel.se.", PersonalDataKind.EmailAddress, "kim.alm+1@exempel.se")]
    [InlineData("åsa@kommun.example", PersonalDataKind.EmailAddress, "åsa@kommun.example")]
    [InlineData("<a@b.se>", PersonalDataKind.EmailAddress, "a@b.se")]
    [InlineData("bilen ABC123 stod", PersonalDataKind.NumberPlate, "ABC123")]
    [InlineData("ABC 123", PersonalDataKind.NumberPlate, "ABC 123")]
    [InlineData("ABC12D", PersonalDataKind.NumberPlate, "ABC12D")]
    [InlineData("ABC 12D,", PersonalDataKind.NumberPlate, "ABC 12D")]
    [InlineData("en moped, abc12d", PersonalDataKind.NumberPlate, "abc12d")]
    [InlineData("MAX123", PersonalDataKind.NumberPlate, "MAX123")]
    public void Personal_data_is_found_with_its_kind_and_text(string text, PersonalDataKind kind, string found)
    {
        var finding = FreeTextScreening.Find(text)[0];

        Assert.Equal((kind, found), (finding.Kind, text.Substring(finding.Start, finding.Length)));
    }

    [Theory]
    [InlineData("Ungdomar i 15-årsåldern klottrade på skolan")]
    [InlineData("23 fall 2021-2022, 12 000 kr, 1 250 000 kronor")]
    [InlineData("Kl. 08.15-09.30, kl 08:15, 0815-0930, 8–17")]
    [InlineData("2021-03-02 14:30, 2021-03-02, 20210302, 2/3 2021, 08-02-2021, 08-09 2021, 210302")]
    [InlineData("Ärende 5000-K123456-21, dnr KS 2021/0123, 2021-00412, 0104-K12345-21")]
    [InlineData("Ring 112, 114 14, 1177 eller 11313")]
    [InlineData("och 120 personer, max 150, ca 100, hus 12B, rum 204, MAX 100, TEL 112, HUS 12B")]
    [InlineData("E18, väg 53, kv. 12, buss 715, plan 3, A4, B12")]
    [InlineData("IOQ123, QAA123, ABV123, ABC12O, ABÅ123, ABCD123, ABC1234, AB123")]
    [InlineData("202100-2312")]
    [InlineData("850709-9806, 851309-9805, 850732-9806, 850792-9803, 010229-2380")]
    [InlineData("1234567890123456 och 0.0812345678 och 58.671234, 17.101234")]
    [InlineData("991981000011, 19810829M072, 19811329M071")]
    [InlineData("@polisen, kl 12@torget, a@b")]
    [InlineData("3fa85f64-5717-4562-b3fc-2c963f66afa6")]
    [InlineData("SE45 5000 0000 0583 9825 7466")]
    [InlineData("+10 000 000, +5 grader, 00 000")]
    [InlineData("")]
    public void Text_without_personal_data_has_no_finding(string text) =>
        Assert.Empty(FreeTextScreening.Find(text).Select(finding => text.Substring(finding.Start, finding.Length)));

    [Fact]
    public void Personal_number_with_a_valid_check_digit_is_found_in_any_text() => Prop.ForAll(
        Numbers().ToArbitrary(),
        Texts().ToArbitrary(),
        Texts().ToArbitrary(),
        (number, before, after) =>
        {
            // Adjacent digits change the number.
            before += before.Length > 0 && char.IsAsciiDigit(before[^1]) ? " " : "";
            after = (after.Length > 0 && char.IsAsciiDigit(after[0]) ? " " : "") + after;

            // With the adjacent text it may be found as a phone number instead.
            return FreeTextScreening.Find(before + number + after).Any(finding =>
                finding.Start < before.Length + number.Length
                && finding.End > before.Length);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Number_with_an_invalid_check_digit_is_not_a_personal_number() => Prop.ForAll(
        Numbers().ToArbitrary(),
        Gen.Choose(1, 9).ToArbitrary(),
        (number, off) =>
        {
            var wrong = number[..^1] + (char)('0' + ((number[^1] - '0' + off) % 10));
            return !FreeTextScreening.Find($"född {wrong}, bor kvar").Any(finding =>
                finding.Kind is PersonalDataKind.PersonalNumber or PersonalDataKind.CoordinationNumber);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Finding_has_a_one_based_position_and_does_not_repeat_the_text()
    {
        const string Text = "Rad ett\r\nhär står 😀 ABC123\noch 850709-9805";
        var findings = FreeTextScreening.Find(Text);
        var descriptions = findings.Select(finding => FreeTextScreening.Describe("note", Text, finding)).ToArray();

        Assert.StartsWith("note: rad 2, tecken 12–17 ser ut som ett registreringsnummer.", descriptions[0], StringComparison.Ordinal);
        Assert.StartsWith("note: rad 3, tecken 5–15 ser ut som ett personnummer.", descriptions[1], StringComparison.Ordinal);
        Assert.All(descriptions, text =>
            Assert.False(text.Contains("ABC", StringComparison.Ordinal) || text.Contains("9805", StringComparison.Ordinal), text));
    }

    [Fact]
    public void Masking_removes_every_finding() =>
        Assert.Equal("Kalle … eller … i … till …", FreeTextScreening.Mask("Kalle 850709-9805 eller 070-174 06 05 i ABC123 till a@b.se"));

    [Theory]
    [InlineData("SKA123")]
    [InlineData("0701740605")]
    [InlineData("0198a1b2-0850-7709-9805-012345678901")]
    public void Identifier_may_look_like_a_plate_or_a_phone_number(string identifier) =>
        Assert.Empty(FreeTextScreening.FindInIdentifier(identifier));

    [Fact]
    public void Machine_generated_ids_are_accepted()
    {
        for (var i = 0; i < 20_000; i++)
        {
            Assert.Empty(FreeTextScreening.FindInIdentifier(Guid.CreateVersion7().ToString()));
        }
    }

    private static Gen<string> Texts() =>
        Gen.Elements("abcÅö ,.;-–+\n\t0123456789@()/#😀".EnumerateRunes().Select(rune => rune.ToString()).ToArray())
        .ListOf().Select(letters => string.Concat(letters));

    // Every notation: with or without century, coordination numbers, each separator.
    private static Gen<string> Numbers() =>
        from day in Gen.Choose(0, 365 * 130)
        from serial in Gen.Choose(0, 999)
        from coordination in Gen.Elements(0, 60)
        from century in Gen.Elements(true, false)
        from separator in Gen.Elements("", "-", "+", " ", " - ", "–", "\u00A0")
        select Number(new DateOnly(1896, 1, 1).AddDays(day), serial, coordination, century, separator);

    private static string Number(DateOnly date, int serial, int coordination, bool century, string separator)
    {
        var nine =
            string.Create(CultureInfo.InvariantCulture, $"{date.Year % 100:00}{date.Month:00}{date.Day + coordination:00}{serial:000}");
        var sum = nine.Select((digit, index) => (digit - '0') * (index % 2 == 0 ? 2 : 1)).Sum(product => (product / 10) + (product % 10));
        var ten = nine + (char)('0' + ((10 - (sum % 10)) % 10));
        return (century ? (date.Year / 100).ToString(CultureInfo.InvariantCulture) : "") + ten[..6] + separator + ten[6..];
    }
}
