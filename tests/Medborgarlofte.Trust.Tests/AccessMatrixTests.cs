using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Medborgarlofte.Http.Access;

namespace Medborgarlofte.Trust.Tests;

/// <summary>Checks every cell of the access matrix on a running system.</summary>
[Collection<StandaloneCollection>]
public sealed class AccessMatrixTests(StandaloneFixture standalone)
{
    private static readonly (Roles Role, string Code)[] Callers =
    [
        (Roles.Operator, "operator"),
        (Roles.Coordinator, "coordinator"),
        (Roles.Police, "police"),
        (Roles.Reporter, "reporter"),
        (Roles.WatchContact, "watch-contact"),
        (Roles.Steering, "steering"),
        (Roles.Resident, "resident"),
        (Roles.WatchRegistrar, "watch-registrar"),
        (Roles.DataProtection, "data-protection"),
    ];

    public static TheoryData<string, string> Operations => [.. AccessMatrix.Rows.Select(rule => (rule.Method, rule.Route))];

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Trust_15_each_role_may_call_its_operations_and_no_others(string method, string route)
    {
        var rule = AccessMatrix.Find(method, route);
        foreach (var (role, code) in Callers)
        {
            var status = await CallAsync(rule, TestIssuer.Shared.Token("security:bevakning", [code], MunicipalitiesFor(route)));
            Assert.True(
                rule.Roles.HasFlag(role) || rule.IsPublic
                    ? status is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
                    : status == HttpStatusCode.Forbidden,
                $"{method} {route} as {code}: {(int)status}");
        }
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Trust_15_anonymous_callers_reach_public_operations_only(string method, string route)
    {
        var rule = AccessMatrix.Find(method, route);

        var status = await CallAsync(rule, token: null);

        Assert.True(rule.IsPublic ? status != HttpStatusCode.Unauthorized : status == HttpStatusCode.Unauthorized, $"{(int)status}");
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Trust_15_role_counts_only_in_the_municipalities_of_the_token(string method, string route)
    {
        var rule = AccessMatrix.Find(method, route);
        var everyRole = Callers.Select(caller => caller.Code).ToArray();

        var status = await CallAsync(rule, TestIssuer.Shared.Token("municipality:0480", everyRole, ["0480"]));

        Assert.True(
            rule.IsPublic ? status is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden) : status == HttpStatusCode.Forbidden,
            $"{(int)status}");
    }

    [Fact]
    public async Task Trust_15_unknown_role_grants_no_access()
    {
        var rule = AccessMatrix.Find("GET", "/api/v1/municipalities/{municipality}/incidents");

        Assert.Equal(HttpStatusCode.Forbidden, await CallAsync(rule, TestIssuer.Shared.Token("municipality:0481", ["administrator"])));
    }

    // Operations outside a municipality require a token for all municipalities.
    private static string[] MunicipalitiesFor(string route) => [route.Contains("{municipality", StringComparison.Ordinal) ? "0481" : "*"];

    private async Task<HttpStatusCode> CallAsync(AccessRow rule, string? token)
    {
        var path = Regex.Replace(
            rule.Route.Replace("{{", "", StringComparison.Ordinal).Replace("}}", "", StringComparison.Ordinal),
            @"\{(?<name>\w+)(?<constraint>[^}]*)\}",
            part => part.Groups["name"].Value switch
            {
                "municipality" => "0481",
                "period" => "2021-t1",
                _ when part.Groups["constraint"].Value == ":guid" => "019a0000-0000-7000-8000-000000000000",
                _ => "none",
            },
            RegexOptions.ExplicitCapture,
            TimeSpan.FromMinutes(1));
        using var request = new HttpRequestMessage(new HttpMethod(rule.Method), new Uri(path, UriKind.Relative));
        if (rule.Method is "POST" or "PUT")
        {
            request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        }

        using var client = standalone.ClientFor(token);
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
