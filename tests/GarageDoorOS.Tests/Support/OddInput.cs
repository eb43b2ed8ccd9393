using System.Text;

namespace GarageDoorOS.Tests.Support;

/// <summary>What people, programs and scanners send that nobody expected.</summary>
public static class OddInput
{
    /// <summary>Text for a field of a form or a part of a query, before it is encoded.</summary>
    public static IReadOnlyList<string> Texts { get; } =
    [
        "", " ", "\0", "a\0b", "'", "\"", "';--", "%", "_", "\\", "[", "(", "*", "\"*", "NEAR(", "AND", "a AND", "-", "--", "^", ":", "name:",
        "0", "-1", "1e999", "NaN", "Infinity", "9223372036854775808", "99999999999999999999999999999999999999", "0x10", "1,2,3", "1.005", "-0.01",
        "null", "undefined", "true", "[]", "{}", "${7*7}", "{{7*7}}", "<script>alert(1)</script>", "</textarea><img src=x onerror=alert(1)>",
        "javascript:alert(1)", "../../etc/passwd", "%2e%2e%2f", "2026-02-30", "9999-12-31", "0001-01-01", "-9999-01-01", "2026-13-01", "10000-01-01", "24:00",
        "00000000-0000-0000-0000-000000000000", "not-an-id", "me", "none", "-name", "--name", "name,status", "e\u0301", "\u202Eabc", "\uFFFF", "\u200B", "İıß",
        "👩‍👩‍👧‍👦", "漢字", "+1 (512) 555-0143 ext. 12345678901234567890", "0011512555", "+", "@", "a@", "@b", "a@b@c", new('9', 400), new('é', 5_000), new(' ', 3_000),
        "\r\nSet-Cookie: a=b", "a\nb", "\t", "\u001b[31m", "\u007f",
    ];

    /// <summary>Pieces of an address that are encoded already, some of them wrongly.</summary>
    public static IReadOnlyList<string> Encoded { get; } =
        ["%00", "%ED%A0%80", "%C0%80", "%FF", "%", "%zz", "%2", "+", "%F0%9F%92%A9", "%0d%0a", "%25%30%30", ";", "a=b=c", "%5B0%5D"];

    /// <summary>Values for a field of a JSON body, as JSON.</summary>
    public static IReadOnlyList<string> Values { get; } =
    [
        "null", "true", "0", "-1", "1.5", "1e400", "-1e400", "123456789012345678901234567890", "0.000000000000000000000000000001", "\"\"", "\"x\"", "[]", "{}", "[[]]", "[null]",
        "[1]", "[{}]", "[\"x\"]", "{\"a\":1}", "\"\\u0000\"", "\"a\\u0000b\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\uffff\"", "[\"\\ud800\"]", "[{\"number\":\"\\u0000\"}]",
        "[{\"number\":null}]", "[{\"number\":5}]", "[{\"number\":\"512\",\"nosuch\":1}]", "\"" + new string('x', 100_000) + "\"", "[" + string.Join(",", Enumerable.Repeat("\"a@b.c\"", 2_000)) + "]",
        "\"9999999999999999.99\"", "\"1e5\"", "\"-5\"", "\"2026-02-30\"", "\"converted\"", "\"00000000-0000-0000-0000-000000000000\"", "\"<b>x</b>\"",
    ];

    public static IReadOnlyList<string> JsonFields { get; } =
    [
        "name", "company", "phones", "emails", "source", "status", "estimatedValue", "notes", "assigneeId", "serviceAddress", "lostReason", "importedOwner", "importedStatus",
        "version", "createdAt", "cameAt", "updatedAt", "id", "type", "contacts", "addresses", "linkToCustomerId", "createAnyway", "reason", "draftEstimate", "outcome", "seconds", "at", "number", "nosuch", "", "__proto__", "$type",
    ];

    public static IReadOnlyList<string> QueryNames { get; } =
    [
        "search", "status", "source", "assignee", "createdFrom", "createdTo", "valueMin", "valueMax", "task", "sort", "page", "pageSize", "after", "type", "returnUrl", "number", "ended", "nosuch", "",
    ];

    /// <summary>Whole bodies that are not what an address wants.</summary>
    public static IReadOnlyList<(string What, byte[] Bytes, string? ContentType)> Bodies { get; } =
    [
        Json("nothing", ""), Json("a space", " "), Json("null", "null"), Json("a list", "[]"), Json("a number", "1"), Json("a text", "\"x\""), Json("half", "{"), Json("two", "{}{}"), Json("a comment", "{/**/}"),
        Json("a trailing comma", "{\"name\":\"x\",}"), Json("the same field twice", "{\"name\":\"a\",\"name\":\"b\"}"), Json("deep", new string('[', 50_000)),
        Json("deep and whole", string.Concat(Enumerable.Repeat("{\"a\":", 5_000)) + "1" + new string('}', 5_000)), Json("single quotes", "{'name':'x'}"), Json("U+0000", "{\"name\":\"\0\"}"),
        ("bytes that are no UTF-8", [0x7b, 0x22, 0x6e, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d], "application/json"),
        ("a byte order mark", [0xef, 0xbb, 0xbf, 0x7b, 0x7d], "application/json"),
        ("UTF-16", Encoding.Unicode.GetBytes("{\"name\":\"x\"}"), "application/json; charset=utf-16"),
        ("UTF-7", Encoding.ASCII.GetBytes("{}"), "application/json; charset=utf-7"),
        ("an unknown charset", Encoding.ASCII.GetBytes("{}"), "application/json; charset=nosuch"),
        ("an empty charset", Encoding.ASCII.GetBytes("{}"), "application/json; charset="),
        ("plain text", Encoding.ASCII.GetBytes("{}"), "text/plain"),
        ("XML", Encoding.ASCII.GetBytes("<a/>"), "application/xml"),
        ("no content type", Encoding.ASCII.GetBytes("{}"), null),
        ("a broken content type", Encoding.ASCII.GetBytes("{}"), "application/"),
        ("a form", Encoding.ASCII.GetBytes("name=x&name=y&%=1&=2"), "application/x-www-form-urlencoded"),
        ("a form in UTF-7", Encoding.ASCII.GetBytes("name=x"), "application/x-www-form-urlencoded; charset=utf-7"),
        ("a form with U+0000", Encoding.ASCII.GetBytes("name=%00&notes=%ED%A0%80&status=%FF"), "application/x-www-form-urlencoded"),
        ("a form of many fields", Encoding.ASCII.GetBytes(string.Join("&", Enumerable.Range(0, 3_000).Select(i => $"f{i}=1"))), "application/x-www-form-urlencoded"),
        ("multipart without a boundary", Encoding.ASCII.GetBytes("--x\r\n"), "multipart/form-data"),
        ("multipart cut short", Encoding.ASCII.GetBytes("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\nname"), "multipart/form-data; boundary=x"),
        ("a file where text belongs", Encoding.ASCII.GetBytes("--x\r\nContent-Disposition: form-data; name=\"name\"; filename=\"a.csv\"\r\n\r\nx\r\n--x--\r\n"), "multipart/form-data; boundary=x"),
        ("text where a file belongs", Encoding.ASCII.GetBytes("--x\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nx\r\n--x--\r\n"), "multipart/form-data; boundary=x"),
        ("an empty file", Encoding.ASCII.GetBytes("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\"\r\n\r\n\r\n--x--\r\n"), "multipart/form-data; boundary=x"),
    ];

    public static IReadOnlyList<(string Name, string Value)> Headers { get; } =
    [
        ("If-Match", "*"), ("If-Match", ""), ("If-Match", "\"\""), ("If-Match", "\"x\""), ("If-Match", "W/\"1\""), ("If-Match", "\"1\", \"2\""), ("If-Match", "\"99999999999999999999\""), ("If-Match", "\"-1\""),
        ("Idempotency-Key", ""), ("Idempotency-Key", " "), ("Idempotency-Key", new('k', 5_000)), ("Idempotency-Key", "ключ"), ("Accept", "nonsense"), ("Accept", "*/*;q=x"), ("Accept-Language", "xx-XX,;q="),
        ("HX-Request", "false"), ("HX-Target", "nosuch"), ("HX-Target", "<b>"), ("HX-Current-URL", "::::"), ("Cookie", "gdo=garbage"), ("Cookie", "gdo-form=garbage; gdo=%00"), ("Accept-Encoding", "br;q=x"),
        ("X-HTTP-Method-Override", "DELETE"), ("Range", "bytes=5-1"), ("If-None-Match", "\"x"), ("If-Modified-Since", "yesterday"), ("X-Forwarded-For", "a"), ("Host", "evil.example"),
    ];

    private static (string, byte[], string?) Json(string what, string text) => (what, Encoding.UTF8.GetBytes(text), "application/json");
}
