package io.dataface.tasks.manager.testing;

import java.util.List;

/// Values that no honest client sends, for every door.
public final class Nasty {
    private Nasty() {}

    /// For a query or a path, percent-encoded as they go over the wire.
    public static final List<String> ENCODED =
            List.of(
                    "",
                    "%20",
                    "%00",
                    "a%00b",
                    "%01%1f%7f",
                    "%0d%0aX-Injected:%20yes",
                    "%ff%fe",
                    "%c0%af",
                    "%ed%a0%80",
                    "%f0%9f%92%a9",
                    "%E2%80%AE",
                    "%zz",
                    "%",
                    "{x}",
                    "..%2f..%2f..%2fetc%2fpasswd",
                    "..%5c..%5cwindows",
                    "%252e%252e%252f",
                    ";a=b",
                    "%27%20or%201=1;%20drop%20table%20task;--",
                    "%25_%5c",
                    "$%7Bjndi:ldap:%2f%2fx%7D",
                    "%3Cscript%3Ealert(1)%3C%2fscript%3E",
                    "-1",
                    "0",
                    "-9223372036854775809",
                    "99999999999999999999",
                    "2147483648",
                    "1e309",
                    "NaN",
                    "0x10",
                    "true",
                    "null",
                    "%5B%5D",
                    "00000000-0000-0000-0000-000000000000",
                    "0-0-0-0-0",
                    "gggggggg-0000-0000-0000-000000000000",
                    "x".repeat(5_000),
                    "9".repeat(400),
                    "%F0%9F%92%A9".repeat(300));

    /// For a header, as they go over the wire; what Tomcat itself refuses is among them.
    public static final List<String> HEADERS =
            List.of(
                    "",
                    "   ",
                    "\u0000",
                    "a\u0001b",
                    "\u007f",
                    "\u00ff\u00fe",
                    "\u00c3\u00a9",
                    "' or 1=1; drop table task;--",
                    "../../etc/passwd",
                    "-1",
                    "99999999999999999999",
                    "bytes=-",
                    "bytes=5-1",
                    "bytes=-99999999999999999999",
                    "bytes=999999999999999-",
                    "bytes=0-0,5-6",
                    "lines=1-2",
                    "\"unterminated",
                    "W/\"x\", *",
                    "00-zz-zz-01",
                    "x".repeat(256),
                    "x".repeat(6_000));

    /// For a field of a body, as JSON.
    public static final List<String> JSON =
            List.of(
                    "null",
                    "true",
                    "0",
                    "-1",
                    "1.5",
                    "2147483648",
                    "9223372036854775807",
                    "99999999999999999999999",
                    "1e400",
                    "-0.0",
                    "NaN",
                    "\"\"",
                    "\" \"",
                    "\"\\u0000\"",
                    "\"a\\u0000b\"",
                    "\"\\ud800\"",
                    "\"\\udc00x\"",
                    "\"\\u001b]0;x\\u0007\"",
                    "\"\\u202e\"",
                    "\"\\uFFFF\"",
                    "\"' or 1=1; drop table task;--\"",
                    "\"../../../etc/passwd\"",
                    "\"--upload-pack=touch x\"",
                    "\"00000000-0000-0000-0000-000000000000\"",
                    "\"not-a-uuid\"",
                    "\"" + "x".repeat(3_000) + "\"",
                    "\"" + "ü".repeat(120_000) + "\"",
                    "[]",
                    "[null]",
                    "[[]]",
                    "[\"\\u0000\"]",
                    "{}",
                    "{\"x\":1}",
                    "[" + "1,".repeat(2_000) + "1]",
                    "[".repeat(60) + "]".repeat(60),
                    "{\"a\":".repeat(20_000) + "1" + "}".repeat(20_000));

    /// For a whole body, as text; the bytes that are none are [#BYTES].
    public static final List<String> BODIES =
            List.of(
                    "",
                    " ",
                    "null",
                    "true",
                    "1",
                    "\"x\"",
                    "[]",
                    "{}",
                    "{",
                    "{}{}",
                    "{} x",
                    "{\"\":1}",
                    "{\"__proto__\":{}}",
                    "{\"@class\":\"java.lang.Runtime\"}",
                    "// comment\n{}",
                    "{'a':1}",
                    "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM"
                            + " \"file:///etc/passwd\">]><a>&b;</a>",
                    "a=b&c=d",
                    "[".repeat(100_000),
                    "{\"a\":".repeat(100_000),
                    "x".repeat(1 << 20));

    public static final List<byte[]> BYTES =
            List.of(
                    new byte[] {(byte) 0xff, (byte) 0xfe, 0x7b, 0, 0x7d, 0},
                    new byte[] {0x7b, 0x22, (byte) 0xff, 0x22, 0x3a, 0x31, 0x7d},
                    new byte[] {
                        0x7b, 0x22, (byte) 0xed, (byte) 0xa0, (byte) 0x80, 0x22, 0x3a, 0x31, 0x7d
                    },
                    new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf, 0x7b, 0x7d},
                    new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0},
                    new byte[5_000]);

    public static final List<String> TYPES =
            List.of(
                    "",
                    "text/plain",
                    "application/xml",
                    "multipart/form-data",
                    "application/x-www-form-urlencoded",
                    "application/json;charset=utf-16",
                    "application/json;charset=nonsense",
                    "not a type",
                    "application/octet-stream",
                    "*/*");
}
