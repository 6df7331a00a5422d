using Medborgarlofte.Standalone;

return await Commands.RunAsync(args);
