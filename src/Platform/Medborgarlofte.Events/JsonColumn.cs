using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Medborgarlofte.Events;

/// <summary>Stores immutable values as JSON.</summary>
public static class JsonColumn
{
    /// <summary>Stores a property as JSON that is read and written whole and never searched.</summary>
    public static PropertyBuilder<T> HasJsonConversion<T>(this PropertyBuilder<T> property)
        where T : class? => property.HasConversion(
            value => JsonSerializer.Serialize(value, EventJson.Options),
            json => JsonSerializer.Deserialize<T>(json, EventJson.Options)!,
            new ValueComparer<T>(
                (left, right) => JsonSerializer.Serialize(left, EventJson.Options) == JsonSerializer.Serialize(right, EventJson.Options),
                value => JsonSerializer.Serialize(value, EventJson.Options).GetHashCode(StringComparison.Ordinal),
                value => value));
}
