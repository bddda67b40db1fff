using Rapport.Cli;

return await RapportCommand.RunAsync(args, Console.Out, Console.Error, isInteractive: !Console.IsErrorRedirected);
