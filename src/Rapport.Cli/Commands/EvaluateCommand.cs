using System.CommandLine;

namespace Rapport.Cli.Commands;

/// <summary><c>rapport evaluate</c>: measures, on data of your own choice or none.</summary>
internal static class EvaluateCommand
{
    internal static Command Create(Runner runner) => new("evaluate", "Measures quality, the value of data, forgetting, serving, reasons, tact and what an attacker learns. Nothing it reads is ever served.")
    {
        EvaluateQualityCommand.Create(runner),
        EvaluateValueCommand.Create(runner),
        EvaluateForgetCommand.Create(runner),
        EvaluateReasonsCommand.Create(runner),
        EvaluateServeCommand.Create(runner),
        EvaluateAttackCommand.Create(runner),
        EvaluateTactCommand.Create(runner),
    };
}
