namespace Medborgarlofte.Contracts;

/// <summary>A constraint on a member of a contract. Consumers reject messages that violate it.</summary>
[AttributeUsage(AttributeTargets.Property)]
public abstract class ConstraintAttribute : Attribute
{
    /// <summary>Whether a value meets the constraint.</summary>
    public abstract bool IsMetBy(object value);
}

/// <summary>The member is an SCB municipality code: four digits.</summary>
public sealed class MunicipalityCodeAttribute : ConstraintAttribute
{
    /// <inheritdoc/>
    public override bool IsMetBy(object value) => value is string { Length: 4 } code && code.All(char.IsAsciiDigit);
}

/// <summary>The member is a code of at most 100 characters.</summary>
public sealed class CodeAttribute : ConstraintAttribute
{
    /// <inheritdoc/>
    public override bool IsMetBy(object value) => value is string { Length: <= 100 };
}

/// <summary>The member is a version, from 1.</summary>
public sealed class VersionAttribute : ConstraintAttribute
{
    /// <inheritdoc/>
    public override bool IsMetBy(object value) => value is > 0;
}

/// <summary>The member is not before another member.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotBeforeAttribute(string other) : Attribute
{
    /// <summary>Name of the other member.</summary>
    public string Other => other;
}
