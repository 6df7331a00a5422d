using System.Reflection;

namespace Medborgarlofte.ApiContract;

/// <summary>Information about the API, as the Swedish REST API profile (VER.06) requires.</summary>
/// <param name="ApiName">Name of the API.</param>
/// <param name="ApiVersion">Version of the API (semantic versioning).</param>
/// <param name="ApiReleased">Release date of this version.</param>
/// <param name="ApiDocumentation">Address of the documentation.</param>
/// <param name="ApiStatus">Status of the API.</param>
public sealed record ApiInfo(string ApiName, string ApiVersion, DateOnly ApiReleased, Uri ApiDocumentation, ApiStatus ApiStatus)
{
    /// <summary>Name of the API.</summary>
    public const string Name = "Medborgarlöfte";

    /// <summary>Version of the API.</summary>
    public static string Version { get; } = typeof(ApiInfo).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Release date of this version.</summary>
    public static readonly DateOnly Released = new(2026, 11, 30);
}

/// <summary>Status of an API.</summary>
public enum ApiStatus
{
    /// <summary>Being tested; may change incompatibly.</summary>
    Beta,

    /// <summary>In use; changes are compatible.</summary>
    Active,

    /// <summary>Will be removed; use a later version.</summary>
    Deprecated,
}
