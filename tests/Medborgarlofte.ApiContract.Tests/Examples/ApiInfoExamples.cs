namespace Medborgarlofte.ApiContract.Tests.Examples;

internal static class ApiInfoExamples
{
    public static Task RunAsync(ExampleSession api) => api.GetAsync("getApiInfo", "api-info");
}
