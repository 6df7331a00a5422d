using System.Collections.Frozen;

namespace Medborgarlofte.Gateway;

/// <summary>Headers by which proxies identify a caller. Callers could forge them, so they are removed at the edge.</summary>
internal static class UntrustedHeaders
{
    private static readonly string[] Prefixes = ["X-Forwarded-", "X-Original-", "X-MS-CLIENT-PRINCIPAL", "X-Auth-Request-"];

    private static readonly FrozenSet<string> Names = new[]
    {
        "Forwarded", "X-Real-IP", "X-Client-IP", "True-Client-IP", "Client-IP",
        "Remote-User", "X-Remote-User", "X-User", "X-User-Id", "X-Authenticated-User", "X-Party", "X-Roles",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Removes the headers. The forwarded headers of trusted proxies have already been processed.</summary>
    public static void Remove(IHeaderDictionary headers)
    {
        List<string>? forged = null;
        foreach (var (name, _) in headers)
        {
            if (Names.Contains(name) || Array.Exists(Prefixes, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
            {
                (forged ??= []).Add(name);
            }
        }

        foreach (var name in forged ?? [])
        {
            headers.Remove(name);
        }
    }
}
