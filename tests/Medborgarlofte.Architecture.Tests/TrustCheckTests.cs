using System.Text.RegularExpressions;

namespace Medborgarlofte.Architecture.Tests;

/// <summary>Each of the thirty trust checks has a test with its number in the name; dotnet test --list-tests lists them.</summary>
public sealed partial class TrustCheckTests
{
    public static TheoryData<int> Checks => [.. Enumerable.Range(1, 30)];

    [Theory]
    [MemberData(nameof(Checks))]
    public void Trust_check_has_a_test_with_its_number(int check)
    {
        var named = from path in Repository.Files("tests", "*Tests.cs").Concat(Repository.Files("tests", "Hostings.cs"))
                    from Match test in Names().Matches(Repository.Read(path))
                    from Capture number in test.Groups["number"].Captures
                    where int.Parse(number.Value, System.Globalization.CultureInfo.InvariantCulture) == check
                    select test.Value;

        Assert.NotEmpty(named);
    }

    [GeneratedRegex(@" Trust(_(?<number>\d\d))+_\w+\(")]
    private static partial Regex Names();
}
