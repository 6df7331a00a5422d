using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;

namespace Medborgarlofte.Gateway;

/// <summary>Headers by which a proxy tells who calls. From the outside they are somebody's claim, and are taken away.</summary>
internal static class UntrustedHeaders
{
    private static readonly string[] Prefixes = ["X-Forwarded-", "X-Original-", "X-MS-CLIENT-PRINCIPAL", "X-Auth-Request-"];

    private static readonly FrozenSet<string> Names = new[]
    {
        "Forwarded", "X-Real-IP", "X-Client-IP", "True-Client-IP", "Client-IP",
        "Remote-User", "X-Remote-User", "X-User", "X-User-Id", "X-Authenticated-User", "X-Party", "X-Roles",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Removes them. What a trusted proxy told has been read by then.</summary>
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
