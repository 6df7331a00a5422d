namespace Medborgarlofte.ApiContract;

/// <summary>What the API is, as the Swedish REST API profile (VER.06) asks for.</summary>
/// <param name="ApiName">Name of the API.</param>
/// <param name="ApiVersion">Version of the API (semantic versioning); its first number stands in every address.</param>
/// <param name="ApiReleased">Day on which this version was released.</param>
/// <param name="ApiDocumentation">Address of the documentation.</param>
/// <param name="ApiStatus">Whether it can be relied on.</param>
public sealed record ApiInfo(string ApiName, string ApiVersion, DateOnly ApiReleased, Uri ApiDocumentation, ApiStatus ApiStatus)
{
    /// <summary>Name of the API.</summary>
    public const string Name = "Medborgarlöfte";

    /// <summary>Version of the API.</summary>
    public const string Version = "1.0.0";

    /// <summary>Day on which this version was released.</summary>
    public static readonly DateOnly Released = new(2026, 11, 23);
}

/// <summary>How far an API can be relied on.</summary>
public enum ApiStatus
{
    /// <summary>Tried out; may still change.</summary>
    Beta,

    /// <summary>In use; changes only in ways that callers need not notice.</summary>
    Active,

    /// <summary>To be taken away; use a later version.</summary>
    Deprecated,
}
