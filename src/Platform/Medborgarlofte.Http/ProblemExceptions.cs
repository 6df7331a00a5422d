using Microsoft.AspNetCore.Http;

namespace Medborgarlofte.Http;

/// <summary>An error that the caller caused or must wait out; it is answered as problem details (RFC 9457).</summary>
/// <param name="status">HTTP status.</param>
/// <param name="code">Last part of the problem type's URN, in kebab case.</param>
/// <param name="title">Short Swedish title, the same for every problem of this type.</param>
/// <param name="detail">Swedish text that helps in this very case.</param>
public class ProblemException(int status, string code, string title, string detail) : Exception(detail)
{
    /// <summary>HTTP status of the answer.</summary>
    public int Status { get; } = status;

    /// <summary>URN that identifies the type of problem.</summary>
    public string Type { get; } = "urn:medborgarlofte:problem:" + code;

    /// <summary>Short title.</summary>
    public string Title { get; } = title;

    /// <summary>Further members of the problem details.</summary>
    public Dictionary<string, object?> Members { get; } = [];

    /// <summary>Seconds after which a new try may succeed, or null.</summary>
    public int? RetryAfterSeconds { get; init; }
}

/// <summary>The thing asked for does not exist, or is not the caller's to see (404).</summary>
/// <param name="what">What was looked for, e.g. "Händelsen".</param>
public sealed class NotFoundException(string what)
    : ProblemException(StatusCodes.Status404NotFound, "not-found", "Finns inte", $"{what} finns inte.");

/// <summary>The caller sees the thing but may not do this to it (403).</summary>
/// <param name="detail">Who may.</param>
public sealed class ForbiddenException(string detail)
    : ProblemException(StatusCodes.Status403Forbidden, "forbidden", "Behörighet saknas", detail);

/// <summary>The request collides with what is already stored (409).</summary>
/// <param name="detail">What it collides with.</param>
public sealed class ConflictException(string detail)
    : ProblemException(StatusCodes.Status409Conflict, "conflict", "Krockar med det som redan finns", detail);

/// <summary>A state cannot be left for the state asked for (409 with from, to and allowed).</summary>
public sealed class InvalidTransitionException : ProblemException
{
    private InvalidTransitionException(string from, string to, string[] allowed)
        : base(
            StatusCodes.Status409Conflict,
            "invalid-transition",
            "Ändringen är inte tillåten",
            allowed.Length == 0
                ? $"Från {from} går det inte att komma vidare."
                : $"Från {from} går det inte att komma till {to}, bara till {string.Join(" eller ", allowed)}.")
    {
        Members["from"] = from;
        Members["to"] = to;
        Members["allowed"] = allowed;
    }

    /// <summary>Makes the exception from the states of a lifecycle.</summary>
    public static InvalidTransitionException Between<TState>(TState from, TState to, IEnumerable<TState> allowed)
        where TState : struct, Enum =>
        new(ApiJson.CodeOf(from), ApiJson.CodeOf(to), [.. allowed.Select(ApiJson.CodeOf)]);
}

/// <summary>One or more fields are wrong (400 with an entry for each field).</summary>
public sealed class InvalidRequestException : ProblemException
{
    /// <summary>Makes the exception from the errors found.</summary>
    /// <param name="errors">Messages by field, as the caller named it.</param>
    public InvalidRequestException(IReadOnlyDictionary<string, string[]> errors)
        : base(
            StatusCodes.Status400BadRequest,
            "invalid-request",
            "Uppgifterna går inte att ta emot",
            string.Join(" ", errors.SelectMany(error => error.Value)))
    {
        Members["errors"] = errors;
    }
}
