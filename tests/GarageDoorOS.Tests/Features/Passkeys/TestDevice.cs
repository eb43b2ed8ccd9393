using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GarageDoorOS.Tests.Support;
using GarageDoorOS.Web.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace GarageDoorOS.Tests.Features.Passkeys;

/// <summary>A device that holds one passkey of somebody, and answers questions with it as a browser would.</summary>
public sealed class TestDevice : IDisposable
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] id = RandomNumberGenerator.GetBytes(16);
    private uint count;

    private TestDevice(User person) => Person = person;

    public User Person { get; }
    public string Id => Base64Url.EncodeToString(id);

    /// <summary>A device whose passkey is known at <paramref name="host"/> already.</summary>
    public static async Task<TestDevice> Of(User person, AppHost host, string name = "Passkey")
    {
        var device = new TestDevice(person);
        var saved = await host.Scoped(async services =>
        {
            var users = services.GetRequiredService<UserManager<User>>();
            var known = (await users.FindByIdAsync(person.Id.ToString())).ShouldNotBeNull();
            return await users.AddOrUpdatePasskeyAsync(known, new(device.id, device.PublicKey, DateTimeOffset.UnixEpoch, 0, [], true, false, false, [], []) { Name = name });
        });
        saved.Succeeded.ShouldBeTrue();
        return device;
    }

    /// <summary>Its answer to the question in <paramref name="options"/>, as JSON.</summary>
    public JsonObject Show(JsonElement options, string origin = "http://localhost", bool unlocked = true)
    {
        var client = JsonSerializer.SerializeToUtf8Bytes(new { type = "webauthn.get", challenge = options.GetProperty("challenge").GetString(), origin, crossOrigin = false });
        var data = new byte[37];
        SHA256.HashData(Encoding.UTF8.GetBytes(options.GetProperty("rpId").GetString()!), data);
        data[32] = (byte)(unlocked ? 0b101 : 0b001);
        BinaryPrimitives.WriteUInt32BigEndian(data.AsSpan(33), ++count);
        var signature = key.SignData([.. data, .. SHA256.HashData(client)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return new()
        {
            ["id"] = Id,
            ["rawId"] = Id,
            ["type"] = "public-key",
            ["clientExtensionResults"] = new JsonObject(),
            ["response"] = new JsonObject
            {
                ["clientDataJSON"] = Base64Url.EncodeToString(client),
                ["authenticatorData"] = Base64Url.EncodeToString(data),
                ["signature"] = Base64Url.EncodeToString(signature),
                ["userHandle"] = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(Person.Id.ToString())),
            },
        };
    }

    /// <summary>A thief's device: it says that it is this one, and has another key.</summary>
    public TestDevice Copy()
    {
        var copy = new TestDevice(Person);
        id.CopyTo(copy.id, 0);
        return copy;
    }

    public void Dispose() => key.Dispose();

    /// <summary>As COSE writes a key of ES256.</summary>
    private byte[] PublicKey
    {
        get
        {
            var point = key.ExportParameters(false).Q;
            return [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, .. point.X!, 0x22, 0x58, 0x20, .. point.Y!];
        }
    }
}
