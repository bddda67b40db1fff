using Rapport.Console.Enter;
using Rapport.Console.Shell;
using Rapport.Core.Catalogue;
using Rapport.Core.Events;
using Rapport.Core.Model.Measuring;
using Rapport.Core.Model.Publishing;
using Rapport.Core.Model.Tuning;
using Rapport.Core.Recommendations.Rules;
using Rapport.Core.Rights;
using Rapport.Core.Rights.Requests;
using Rapport.Storage;
using Rapport.Storage.House;

namespace Rapport.Console;

/// <summary>What the host tells the console: its shops, who may enter, and how the server is.</summary>
public sealed class ConsoleOptions
{
    /// <summary>Who comes in by a secret key, or null for a key that opens nothing here.</summary>
    public required Func<string, Entrant?> EntrantOfKey { get; init; }

    /// <summary>What somebody who came in may do now: nothing once they are removed, or their key is revoked.</summary>
    public required Func<Entrant, Permissions> MayNow { get; init; }

    /// <summary>Tries a name and a password.</summary>
    public Func<SignInTry, CancellationToken, Task<SignInAnswer>> SignIn { get; init; } = (_, _) => Task.FromResult(new SignInAnswer(null, null));

    /// <summary>Closes a stay for good, until when its cookie would have held: from then on <see cref="MayNow"/> says nothing for it.</summary>
    public Func<Entrant, DateTimeOffset, CancellationToken, Task> Close { get; init; } = (_, _, _) => Task.CompletedTask;

    /// <summary>Identity providers to sign in with.</summary>
    public IReadOnlyList<SignInProvider> Providers { get; init; } = [];

    /// <summary>The shops this server holds, as they are now.</summary>
    public required Func<IReadOnlyList<ConsoleTenant>> Tenants { get; init; }

    /// <summary>The same checks that <c>/health</c> answers with.</summary>
    public Func<CancellationToken, Task<IReadOnlyList<ConsoleCheck>>> Checks { get; init; } = _ => Task.FromResult<IReadOnlyList<ConsoleCheck>>([]);

    /// <summary>The security checks that enter a shop's balance, true where passed; none to go by <see cref="Checks"/>.</summary>
    public Func<TenantId, CancellationToken, Task<IReadOnlyList<bool>>> Posture { get; init; } = (_, _) => Task.FromResult<IReadOnlyList<bool>>([]);

    /// <summary>What needs somebody now in a shop.</summary>
    public Func<TenantId, CancellationToken, Task<IReadOnlyList<ConsoleAlarm>>> Alarms { get; init; } = (_, _) => Task.FromResult<IReadOnlyList<ConsoleAlarm>>([]);

    /// <summary>Replaces a shop's rules, in store and in force, as <c>PUT /v1/rules</c> does: the rules that were read, then those to be. False where others stand by now.</summary>
    public Func<OperatorVisit, BusinessRules, BusinessRules, CancellationToken, Task<bool>> PutRules { get; init; } = (_, _, _, _) => throw new NotSupportedException("The host takes no rules.");

    /// <summary>Replaces a shop's quiz, in store and for the next visitor, as <c>PUT /v1/quiz</c> does.</summary>
    public Func<TenantId, Quiz, CancellationToken, Task> PutQuiz { get; init; } = (_, _, _) => throw new NotSupportedException("The host takes no quiz.");

    /// <summary>What the last tuning of a shop tried and chose; null where it was never tuned.</summary>
    public Func<TenantId, TuningReport?> Tuning { get; init; } = _ => null;

    /// <summary>What became of the model trained last; null before the first of this server.</summary>
    public Func<TenantId, Publication?> Publication { get; init; } = _ => null;

    /// <summary>What <c>rapport evaluate quality</c> last measured on a shop's own store; null where it was never run.</summary>
    public Func<TenantId, QualityReport?> Quality { get; init; } = _ => null;

    /// <summary>What <c>rapport evaluate value</c> last measured on a shop's own store; null where it was never run.</summary>
    public Func<TenantId, ValueReport?> Value { get; init; } = _ => null;

    /// <summary>The secret keys of a shop that open something now, those of its settings first.</summary>
    public Func<TenantId, IReadOnlyList<SecretKey>> SecretKeys { get; init; } = _ => [];

    /// <summary>Changes the key-encryption key of the house: by whom, from which shop. Null where it cannot be done from here.</summary>
    public Func<string, TenantId, CancellationToken, Task<KeyRotationResult?>> RotateKeys { get; init; } = (_, _, _) => throw new NotSupportedException("The host rotates no keys.");

    /// <summary>Told when customers' data changed: the next training takes it in.</summary>
    public Action<TenantId> DataChanged { get; init; } = _ => { };

    /// <summary>Everything held about a customer, packed: the shop, whose, and the language of its page.</summary>
    public Func<TenantId, CustomerId, string, CancellationToken, Task<byte[]>> Archive { get; init; } = (_, _, _, _) => throw new NotSupportedException("The host packs no archive.");

    /// <summary>A request with its clock and steps as signed JSON.</summary>
    public Func<RightsRequest, byte[]> Evidence { get; init; } = _ => throw new NotSupportedException("The host signs nothing.");

    /// <summary>The draft of what the authority is told of a breach, in a language.</summary>
    public Func<TenantId, Breach, string, CancellationToken, Task<string>> BreachNotice { get; init; } = (_, _, _, _) => throw new NotSupportedException("The host drafts no notice.");
}
