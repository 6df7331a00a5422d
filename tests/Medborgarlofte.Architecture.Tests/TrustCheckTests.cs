using System.Text.RegularExpressions;

namespace Medborgarlofte.Architecture.Tests;

/// <summary>Each of the thirty trust checks has a test that is named after its number: dotnet test --list-tests shows which.</summary>
public sealed partial class TrustCheckTests
{
    public static TheoryData<int> Checks => [.. Enumerable.Range(1, 30)];

    [Theory]
    [MemberData(nameof(Checks))]
    public void Has_a_test_named_after_it(int check)
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
