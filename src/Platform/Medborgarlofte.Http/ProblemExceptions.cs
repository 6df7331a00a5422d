namespace Medborgarlofte.Http;

/// <summary>An error of the request, or a temporary one; returned as problem details (RFC 9457).</summary>
/// <param name="status">HTTP status.</param>
/// <param name="code">Last part of the problem type's URN, in kebab case.</param>
/// <param name="title">Short Swedish title, the same for every problem of this type.</param>
/// <param name="detail">Swedish explanation of this occurrence.</param>
public class ProblemException(int status, string code, string title, string detail) : Exception(detail)
{
    /// <summary>HTTP status of the response.</summary>
    public int Status { get; } = status;

    /// <summary>URN that identifies the type of problem.</summary>
    public string Type { get; } = "urn:medborgarlofte:problem:" + code;

    /// <summary>Short title.</summary>
    public string Title { get; } = title;

    /// <summary>Additional members of the problem details.</summary>
    public Dictionary<string, object?> Members { get; } = [];

    /// <summary>Seconds after which a retry may succeed, or null.</summary>
    public int? RetryAfterSeconds { get; init; }
}

/// <summary>The resource does not exist, or the caller must not see it (404).</summary>
/// <param name="what">The resource in Swedish, e.g. "Händelsen".</param>
public sealed class NotFoundException(string what)
    : ProblemException(StatusCodes.Status404NotFound, "not-found", "Finns inte", $"{what} finns inte.");

/// <summary>The caller may see the resource but must not perform the operation (403).</summary>
/// <param name="detail">Swedish explanation of who may.</param>
public sealed class ForbiddenException(string detail)
    : ProblemException(StatusCodes.Status403Forbidden, "forbidden", "Behörighet saknas", detail);

/// <summary>The request conflicts with stored data (409).</summary>
/// <param name="detail">Swedish explanation of the conflict.</param>
public sealed class ConflictException(string detail)
    : ProblemException(StatusCodes.Status409Conflict, "conflict", "Krockar med det som redan finns", detail);

/// <summary>A lifecycle does not allow the requested transition (409 with from, to and allowed).</summary>
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

    /// <summary>Throws unless a lifecycle allows a transition.</summary>
    /// <exception cref="InvalidTransitionException">The transition is not allowed (409).</exception>
    public static void ThrowUnlessAllowed<TState>(IReadOnlyDictionary<TState, TState[]> lifecycle, TState from, TState to)
        where TState : struct, Enum
    {
        if (!lifecycle[from].Contains(to))
        {
            throw new InvalidTransitionException(ApiJson.CodeOf(from), ApiJson.CodeOf(to), [.. lifecycle[from].Select(ApiJson.CodeOf)]);
        }
    }
}

/// <summary>One or more fields are invalid (400 with an entry per field).</summary>
public sealed class InvalidRequestException : ProblemException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="errors">Messages by field name.</param>
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
