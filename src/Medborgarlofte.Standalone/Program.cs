using Medborgarlofte.Standalone;

var app = StandaloneApp.Build(args);
app.GreetWhenStarted(args);
await app.RunOrExplainAsync(args);
