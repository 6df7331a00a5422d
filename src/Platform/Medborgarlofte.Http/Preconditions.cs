namespace Medborgarlofte.Http;

/// <summary>Optimistic concurrency over HTTP: the ETag is the version of a resource, and a change must repeat it in If-Match.</summary>
public static class Preconditions
{
    /// <summary>Sets the ETag of the response.</summary>
    public static void SetETag(this HttpResponse response, int version) =>
        response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>Checks that the caller changes the current version.</summary>
    /// <exception cref="ProblemException">If-Match is missing (428) or contains another version (412).</exception>
    public static void RequireIfMatch(this HttpRequest request, int version)
    {
        var header = request.Headers.IfMatch.ToString();
        if (header.Length == 0)
        {
            throw new ProblemException(
                StatusCodes.Status428PreconditionRequired,
                "precondition-required",
                "If-Match saknas",
                "Ange i If-Match den ETag som du senast läste, så att ingen annans ändring skrivs över.");
        }

        var current = string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
        if (header != "*" && !header.Split(',', StringSplitOptions.TrimEntries).Contains(current, StringComparer.Ordinal))
        {
            throw Changed(version);
        }
    }

    /// <summary>The response to a change of a resource that another caller changed in the meantime (412).</summary>
    /// <param name="currentVersion">The current version, or null if unknown.</param>
    public static ProblemException Changed(int? currentVersion = null)
    {
        var problem = new ProblemException(
            StatusCodes.Status412PreconditionFailed,
            "precondition-failed",
            "Någon annan har ändrat under tiden",
            currentVersion is null
                ? "Läs om och gör ändringen på nytt."
                : $"Nu gäller \"{currentVersion}\". Läs om och gör ändringen på nytt.");
        if (currentVersion is not null)
        {
            problem.Members["currentVersion"] = currentVersion;
        }

        return problem;
    }
}
