using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;
using Rapport.Core.History;

namespace Rapport.Storage.Keys;

/// <summary>A key-encryption key in a device that speaks PKCS#11: an AES-256 key that is sensitive and never leaves it; the device seals by AES-GCM.</summary>
/// <remarks><b>Threads</b>: safe. A device is opened once a process and its session kept.</remarks>
internal sealed class Pkcs11Key : IKeyEncryptionKey
{
    private const int NonceLength = 12;
    private const ulong TagBits = 128;

    private static readonly Pkcs11InteropFactories Factories = new();
    private static readonly ConcurrentDictionary<string, IPkcs11Library> Libraries = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<(string Module, string Token), ISession> Sessions = new();
    private static readonly Lock Using = new();

    private readonly Pkcs11Address _address;

    /// <summary>Newer C libraries have no <c>libdl</c> without a version, and the library asks for it by that name.</summary>
    static Pkcs11Key() => NativeLibrary.SetDllImportResolver(typeof(Pkcs11InteropFactories).Assembly, static (name, _, _) =>
        name == "libdl" && (NativeLibrary.TryLoad("libdl.so.2", out var library) || NativeLibrary.TryLoad("libc.so.6", out library)) ? library : 0);

    private Pkcs11Key(string reference, Pkcs11Address address) => (Reference, _address) = (reference, address);

    public string Reference { get; }

    /// <summary>The key, or null where the device, the token or the key cannot be reached.</summary>
    public static Pkcs11Key? TryOpen(string reference)
    {
        if (Pkcs11Address.TryRead(reference) is not { } address)
            return null;
        var key = new Pkcs11Key(reference, address);
        return key.IsThere() ? key : null;
    }

    /// <summary>Makes the key in its device.</summary>
    /// <exception cref="KeysUnavailableException">The device does not let it be made.</exception>
    public static void Make(string reference)
    {
        var address = Pkcs11Address.TryRead(reference) ?? throw new KeysUnavailableException("A PKCS#11 URI needs token, object, module-path and pin-source.");
        Ask(address, session => session.GenerateKey(Factories.MechanismFactory.Create(CKM.CKM_AES_KEY_GEN),
        [
            Is(CKA.CKA_CLASS, CKO.CKO_SECRET_KEY),
            Is(CKA.CKA_KEY_TYPE, CKK.CKK_AES),
            Factories.ObjectAttributeFactory.Create(CKA.CKA_VALUE_LEN, 32UL),
            Factories.ObjectAttributeFactory.Create(CKA.CKA_LABEL, address.Label),
            Factories.ObjectAttributeFactory.Create(CKA.CKA_TOKEN, true),
            Factories.ObjectAttributeFactory.Create(CKA.CKA_PRIVATE, true),
            Factories.ObjectAttributeFactory.Create(CKA.CKA_SENSITIVE, true),
            Factories.ObjectAttributeFactory.Create(CKA.CKA_EXTRACTABLE, false),
            Factories.ObjectAttributeFactory.Create(CKA.CKA_ENCRYPT, true),
            Factories.ObjectAttributeFactory.Create(CKA.CKA_DECRYPT, true),
        ]));
    }

    public bool IsThere()
    {
        try
        {
            return Ask(_address, session => Find(session) is not null);
        }
        catch (KeysUnavailableException)
        {
            return false;
        }
    }

    public byte[] Seal(byte[] secret, byte[] name)
    {
        var nonce = RandomNumberGenerator.GetBytes(NonceLength);
        return Ask(_address, session => (byte[])[.. nonce, .. session.Encrypt(Mechanism(nonce, name), Need(session), secret)]);
    }

    public byte[]? Open(byte[] block, byte[] name)
    {
        if (block.Length <= NonceLength)
            return null;
        try
        {
            return Ask(_address, session => session.Decrypt(Mechanism(block[..NonceLength], name), Need(session), block[NonceLength..]));
        }
        catch (KeysUnavailableException problem) when (problem.InnerException is Pkcs11Exception { RV: CKR.CKR_ENCRYPTED_DATA_INVALID or CKR.CKR_GENERAL_ERROR or CKR.CKR_DATA_INVALID })
        {
            return null;
        }
    }

    private static IObjectAttribute Is<T>(CKA attribute, T value)
        where T : struct, Enum => Factories.ObjectAttributeFactory.Create(attribute, Convert.ToUInt64(value, System.Globalization.CultureInfo.InvariantCulture));

    private static IMechanism Mechanism(byte[] nonce, byte[] name) =>
        Factories.MechanismFactory.Create(CKM.CKM_AES_GCM, Factories.MechanismParamsFactory.CreateCkGcmParams(nonce, (ulong)nonce.Length * 8, name, TagBits));

    /// <summary>One question at a time; after a failure the session is opened anew with the next.</summary>
    private static T Ask<T>(Pkcs11Address address, Func<ISession, T> question)
    {
        lock (Using)
        {
            try
            {
                return question(SessionOf(address));
            }
            catch (Exception problem) when (problem is Pkcs11Exception or UnmanagedException or ObjectDisposedException or DllNotFoundException)
            {
                if (problem is not Pkcs11Exception { RV: CKR.CKR_ENCRYPTED_DATA_INVALID } && Sessions.TryRemove((address.Module, address.Token), out var broken))
                    Close(broken);
                throw new KeysUnavailableException("The device of the key-encryption key does not answer.", problem);
            }
        }
    }

    private static void Close(ISession session)
    {
        try
        {
            session.Dispose();
        }
        catch (Pkcs11Exception)
        {
            // A device that was pulled out cannot close anything.
        }
    }

    private static ISession SessionOf(Pkcs11Address address)
    {
        if (Sessions.TryGetValue((address.Module, address.Token), out var known))
            return known;
        var library = Libraries.GetOrAdd(address.Module, static module => Factories.Pkcs11LibraryFactory.LoadPkcs11Library(Factories, module, AppType.MultiThreaded));
        var slot = library.GetSlotList(SlotsType.WithTokenPresent).Find(slot => slot.GetTokenInfo().Label == address.Token)
            ?? throw new KeysUnavailableException($"No device has a token {address.Token}.");
        var pin = KeyEncryption.ReadText(address.PinSource) ?? throw new KeysUnavailableException("The pin of the device is not where pin-source says.");
        var session = slot.OpenSession(SessionType.ReadWrite);
        try
        {
            session.Login(CKU.CKU_USER, pin);
        }
        catch (Pkcs11Exception problem) when (problem.RV == CKR.CKR_USER_ALREADY_LOGGED_IN)
        {
            // Another session of this process did.
        }

        return Sessions[(address.Module, address.Token)] = session;
    }

    private IObjectHandle? Find(ISession session) =>
        session.FindAllObjects([Is(CKA.CKA_CLASS, CKO.CKO_SECRET_KEY), Factories.ObjectAttributeFactory.Create(CKA.CKA_LABEL, _address.Label)]).FirstOrDefault();

    private IObjectHandle Need(ISession session) => Find(session) ?? throw new KeysUnavailableException($"The device has no key {_address.Label}.");
}
