using System.ComponentModel;
using System.Numerics;
using System.Reflection;
using System.Text.Json;
using Medborgarlofte.Http;
using Medborgarlofte.Http.Access;
using Medborgarlofte.Swedish;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Medborgarlofte.ApiContract.Tests.Document;

/// <summary>Metadata of an endpoint.</summary>
internal sealed class OperationFacts(Microsoft.AspNetCore.Mvc.ApiExplorer.ApiDescription description)
{
    private readonly EndpointAccess _access = description.ActionDescriptor.EndpointMetadata.OfType<EndpointAccess>().Last();

    private readonly IList<object> _metadata = description.ActionDescriptor.EndpointMetadata;

    public MethodInfo Handler => _metadata.OfType<MethodInfo>().Single();

    public bool ReturnsETag => Has<ReturnsETag>();

    public bool NeedsIfMatch => Has<NeedsIfMatch>();

    public bool ReturnsPage => Has<ReturnsPage>();

    /// <summary>Media type of the file that the endpoint can return, or null.</summary>
    public string? ReturnsFile => _metadata.OfType<ReturnsFile>().SingleOrDefault()?.MediaType;

    /// <summary>Whether callers without a token may call the endpoint.</summary>
    public bool IsPublic => _access.IsPublic;

    /// <summary>The roles that may call the endpoint, as named in a token.</summary>
    public IEnumerable<string> Roles =>
        Enum.GetValues<Roles>().Where(role => BitOperations.IsPow2((int)role) && _access.Roles.HasFlag(role))
        .Select(role => JsonNamingPolicy.KebabCaseLower.ConvertName(role.ToString()));

    public IReadOnlyList<string> FileTypes => _metadata.OfType<TakesFile>().SingleOrDefault()?.MediaTypes ?? [];

    public bool HasBody => FileTypes.Count > 0 || description.ParameterDescriptions.Any(parameter => parameter.Source.Id == "Body");

    /// <summary>Successful responses, by status.</summary>
    public IEnumerable<(int Status, Type? Type)> Answers =>
        description.SupportedResponseTypes.Where(response => response.StatusCode < 400)
            .Select(response => (response.StatusCode, response.Type));

    /// <summary>Error statuses of the endpoint: those declared, and those that follow from its parameters and body.</summary>
    public IEnumerable<int> Problems
    {
        get
        {
            var statuses = new SortedSet<int>(_metadata.OfType<ReturnsProblems>().SelectMany(problems => problems.Statuses));
            if (HasBody)
            {
                statuses.UnionWith([400, 413, 415]);
            }

            if (description.ParameterDescriptions.Any(parameter => parameter.Source.Id == "Query" || parameter.Name == "period"))
            {
                statuses.Add(400);
            }

            if (description.ParameterDescriptions.Any(parameter => parameter.Source.Id == "Path"))
            {
                statuses.Add(404);
            }

            if (NeedsIfMatch)
            {
                statuses.UnionWith([412, 428]);
            }

            // An invalid token is rejected even if the endpoint requires none.
            statuses.Add(401);
            if (!IsPublic)
            {
                statuses.Add(403);
            }

            return statuses;
        }
    }

    public string? Describe(string parameter)
    {
        foreach (var argument in Handler.GetParameters())
        {
            if (argument.Name == parameter && argument.GetCustomAttribute<DescriptionAttribute>() is { } attribute)
            {
                return attribute.Description;
            }

            var property = argument.GetCustomAttribute<AsParametersAttribute>() is null
                ? null
                : argument.ParameterType.GetProperties().SingleOrDefault(property =>
                    (property.GetCustomAttribute<FromQueryAttribute>()?.Name ?? property.Name)
                        .Equals(parameter, StringComparison.OrdinalIgnoreCase));
            if (property is not null && DocStrings.Of(property) is { } text)
            {
                return text;
            }
        }

        return ParameterText.Of(parameter);
    }

    private bool Has<T>() => _metadata.OfType<T>().Any();
}
