using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Medborgarlofte.Http.Access;
using Medborgarlofte.Screening;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;

namespace Medborgarlofte.Http;

/// <summary>Every error becomes problem details with type, title, status, detail, instance, traceId and requestId.</summary>
public static partial class Problems
{
    // Swedish texts for the framework's own error responses.
    private static readonly Dictionary<int, (string Title, string Detail)> StandardTexts = new()
    {
        [StatusCodes.Status400BadRequest] = ("Anropet går inte att läsa", "Kontrollera adress, parametrar och innehåll."),
        [StatusCodes.Status401Unauthorized] = ("Inloggning krävs", "Skicka en giltig åtkomsttoken: Authorization: Bearer …"),
        [StatusCodes.Status403Forbidden] = ("Behörighet saknas", "Din roll eller din kommun ger inte rätt till detta."),
        [StatusCodes.Status404NotFound] = ("Finns inte", "Det finns inget på den här adressen."),
        [StatusCodes.Status405MethodNotAllowed] =
            ("Metoden går inte att använda här", "Rubriken Allow visar vilka metoder som går att använda på adressen."),
        [StatusCodes.Status408RequestTimeout] =
            ("Anropet kom för långsamt", "Innehållet kom inte fram i tid. Försök igen över en bättre förbindelse."),
        [StatusCodes.Status413PayloadTooLarge] = ("För stor mängd data", "Innehållet är större än vad som tas emot."),
        [StatusCodes.Status415UnsupportedMediaType] = ("Fel innehållstyp", "Ange Content-Type: application/json och skicka JSON."),
        [StatusCodes.Status429TooManyRequests] =
            ("För många anrop", "Vänta så många sekunder som rubriken Retry-After anger, och försök sedan igen."),
        [StatusCodes.Status499ClientClosedRequest] = ("Anropet avbröts", "Den som anropade väntade inte på svaret."),
        [StatusCodes.Status500InternalServerError] =
            ("Något gick fel hos oss", "Försök igen. Ange traceId om felet består, så kan den som driver tjänsten hitta orsaken."),
        [StatusCodes.Status502BadGateway] =
            ("Tjänsten svarar inte", "Tjänsten bakom adressen går inte att nå just nu. Försök igen om en stund."),
        [StatusCodes.Status503ServiceUnavailable] = ("Tjänsten är inte redo", "Försök igen om en stund."),
        [StatusCodes.Status504GatewayTimeout] = ("Tjänsten svarade inte i tid", "Försök igen om en stund."),
        [StatusCodes.Status508LoopDetected] =
            ("Anropet går runt", "Adressen leder tillbaka hit. Den som driver tjänsten behöver rätta inställningarna."),
    };

    /// <summary>Adds the API's JSON settings and problem details.</summary>
    public static IServiceCollection AddProblems(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(options => ApiJson.Configure(options.SerializerOptions));
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddExceptionHandler<ProblemExceptionHandler>();
        services.AddSingleton<IProblemDetailsWriter, ProblemWriter>();
        return services.AddProblemDetails();
    }

    /// <summary>Adds the common members of problem details: texts for the framework's own errors, instance and trace.</summary>
    internal static void Complete(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        problem.Status ??= context.HttpContext.Response.StatusCode;
        if (problem.Status == StatusCodes.Status400BadRequest
            && context.Exception is null
            && UnreadableParameter(context.HttpContext) is { } name)
        {
            var field = JsonNamingPolicy.CamelCase.ConvertName(name);
            SetError(problem, field, Unreadable(field));
        }

        if (StandardTexts.TryGetValue(problem.Status.Value, out var text)
            && problem.Type?.StartsWith("urn:", StringComparison.Ordinal) != true)
        {
            problem.Type = "about:blank";
            problem.Title = text.Title;
            problem.Detail ??= text.Detail;
        }

        problem.Type ??= "about:blank";
        problem.Title ??= "Anropet gick inte att besvara";
        problem.Detail ??= problem.Title;
        problem.Instance ??= context.HttpContext.Request.PathBase + context.HttpContext.Request.Path;
        problem.Extensions["traceId"] = Activity.Current?.TraceId.ToString() ?? context.HttpContext.TraceIdentifier;
        problem.Extensions["requestId"] = context.HttpContext.TraceIdentifier;
    }

    /// <summary>Converts exceptions and empty error responses into problem details. Must be first in the pipeline.</summary>
    public static IApplicationBuilder UseProblems(this IApplicationBuilder app) => app
        .UseExceptionHandler(new ExceptionHandlerOptions
        {
            SuppressDiagnosticsCallback = context => context.Exception is ProblemException or BadHttpRequestException,
        })
        .UseStatusCodePages()
        .Use((http, next) => http.Request.GetTypedHeaders().ContentType is { Charset.HasValue: true, Encoding: null }
            ? throw new ProblemException(
                StatusCodes.Status415UnsupportedMediaType,
                "unknown-charset",
                "Okänd teckenkodning",
                "Skicka innehållet i UTF-8: Content-Type: …; charset=utf-8.")
            : next(http));

    // The generated handlers reject an unparsable parameter without naming it.
    private static string? UnreadableParameter(HttpContext http) => http.GetEndpoint()?.Metadata
        .GetOrderedMetadata<IParameterBindingMetadata>()
        .FirstOrDefault(parameter => parameter.HasTryParse
            && ValueOf(http.Request, parameter.Name) is { Length: > 0 } value
            && !CanBeRead(value, parameter.ParameterInfo.ParameterType))
        ?.Name;

    private static string ValueOf(HttpRequest request, string name) =>
        request.RouteValues[name] as string ?? request.Query[name].ToString();

    private static bool CanBeRead(string value, Type type)
    {
        try
        {
            return TypeDescriptor.GetConverter(Nullable.GetUnderlyingType(type) ?? type).ConvertFromInvariantString(value) is not null;
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    private static string Unreadable(string field) => $"{field} går inte att läsa: värdet är av fel slag.";

    private static void SetError(ProblemDetails problem, string field, string message)
    {
        problem.Detail = message;
        problem.Extensions["errors"] = new Dictionary<string, string[]> { [field] = [message] };
    }

    // The framework's message about a missing or unreadable parameter. Only the parameter's name is used.
    [GeneratedRegex(
        """^(?<what>Failed to bind|Required) parameter "(?:\S+ )?(?<name>\w+)" """,
        RegexOptions.Singleline,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex WrongParameter();

    private sealed class ProblemExceptionHandler(IProblemDetailsService problems, ILoggerFactory loggers) : IExceptionHandler
    {
        public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
        {
            var problem = exception switch
            {
                ProblemException known => From(known),
                BadHttpRequestException bad => From(bad),
                OperationCanceledException when httpContext.RequestAborted.IsCancellationRequested =>
                    new ProblemDetails { Status = StatusCodes.Status499ClientClosedRequest },
                _ => new ProblemDetails { Status = StatusCodes.Status500InternalServerError },
            };

            httpContext.Response.StatusCode = problem.Status!.Value;
            if (exception is ProblemException { Status: StatusCodes.Status403Forbidden }
                || (exception is NotFoundException && httpContext.User.SeesOnlyItsOwn()))
            {
                httpContext.AuditDenial(loggers);
            }

            if (exception is ProblemException { RetryAfterSeconds: { } seconds })
            {
                httpContext.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
            }

            return problems.TryWriteAsync(
                new ProblemDetailsContext { HttpContext = httpContext, ProblemDetails = problem, Exception = exception });
        }

        private static ProblemDetails From(ProblemException exception)
        {
            var problem = new ProblemDetails
            {
                Status = exception.Status,
                Type = exception.Type,
                Title = exception.Title,
                Detail = RequestErrors.Shorten(FreeTextScreening.Mask(exception.Message)),
            };
            foreach (var (name, value) in exception.Members)
            {
                problem.Extensions[name] = value;
            }

            return problem;
        }

        private static ProblemDetails From(BadHttpRequestException exception)
        {
            var problem = new ProblemDetails { Status = exception.StatusCode };
            if (exception.InnerException is JsonException json)
            {
                var field = json.Path is null or "$" ? "$" : FreeTextScreening.Mask(json.Path.TrimStart('$', '.'));
                var place = json.LineNumber is { } line ? $" (rad {line + 1}, tecken {json.BytePositionInLine + 1})" : "";
                var message = ApiJson.IsUnknownMember(json)
                    ? $"{field} är okänt{place}."
                    : $"Det går inte att läsa {(field == "$" ? "innehållet" : field)} som JSON av rätt slag{place}.{Explanation(json)}";
                SetError(problem, field, message);
            }
            else if (exception.Message.Contains("body was provided", StringComparison.Ordinal)
                || exception.Message.EndsWith("from body.", StringComparison.Ordinal))
            {
                SetError(problem, "$", "Innehållet saknas (rad 1): skicka ett JSON-objekt.");
            }
            else if (WrongParameter().Match(exception.Message) is { Success: true } wrong)
            {
                var field = JsonNamingPolicy.CamelCase.ConvertName(wrong.Groups["name"].Value);
                SetError(problem, field, wrong.Groups["what"].Value == "Required" ? $"{field} saknas." : Unreadable(field));
            }

            return problem;
        }

        private static string Explanation(JsonException exception) => exception is RefusedJsonException ? " " + exception.Message : "";
    }
}
