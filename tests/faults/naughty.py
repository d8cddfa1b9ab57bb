# ruff: noqa: E501 - a list of texts
"""Texts that break programs: our own list, about three hundred, each for a reason named by its group."""

import itertools


def _repeated() -> list[str]:
    return ["长" * 2_000, "A" * 5_000, "字 " * 900, "\n".join("行" * 40), "a\u0301" * 300, "👩‍👩‍👧‍👦" * 60, "‮" * 200 + "x"]


GROUPS: dict[str, list[str]] = {
    "plain": ["工作坊", "Größe", "naïve café", "Ωμέγα", "Привет", "กขค", "नमस्ते", "한국어", "ﾊﾝｶｸ", "ＡＢＣ１２３", "𠮷野家", "𪚥𪚥", "龘靐齉", "〇々〆", "㍿㊙", "①②③"],
    "space": [" x", "x ", "　全角　", "a\u00a0b", "a\u2003b", "a\u202fb", "a\tb", "\tx", "a\nb", "a\r\nb", "a\rb", "a\u2028b", "a\u2029b", "a\x0bb", "a\x0cb", "a\u0085b"],
    "control": [f"a{chr(code)}b" for code in range(1, 32) if code not in (9, 10, 11, 12, 13)] + ["a\x7fb", "a\x80b", "a\x9fb", "a\x1b[31mb", "\x08\x08b"],
    "invisible": ["a\u200bb", "a\u200cb", "a\u200db", "a\u2060b", "\ufeffa", "a\ufeffb", "a\u00adb", "a\u180eb", "a\u034fb", "a\u061cb", "a\U000e0041b", "a\ufe0fb", "\u3164a"],
    "bidi": ["\u202eevil\u202c", "\u202dabc\u202c", "\u2066abc\u2069", "\u2067abc\u2069", "\u200fabc", "\u200eabc", "עברית", "العربية", "abc עברית 123", "שלום (مرحبا) x", "א1ב2"],
    "emoji": ["😀", "👩‍💻", "🏳️‍🌈", "👍🏿", "🇨🇳", "1️⃣", "❤️", "☺︎", "🫠", "👨‍👩‍👧‍👦", "\U0001fae8"],
    "odd": ["\ufffd", "\ufffe", "\uffff", "\U0010ffff", "\ue000", "\uf8ff", "\U000f0000", "e\u0301\u0302\u0303\u0304\u0305", "Z̸͍̈́a̷̢͝l̶̰̓g̵̹̈o", "ﷺ", "ǅ", "ß", "İı", "ﬁ", "Å\u212b"],
    "quotes": ["'", '"', "''", '""', "`", "“引号”", "‘单’", "「角」", "\\", "\\\\", "\\n", "\\u0041", "'; --", '"; --', "a'b\"c`d", "\\'", "%00", "\\0"],
    "markup": [
        "<b>粗</b>", "<i>斜", "</para>", "<para>x</para>", "<br/>", "<br>", "a<b", "a>b", "a&b", "&amp;", "&lt;b&gt;", "&#65;", "&#x41;", "&nbsp;",
        "<font color=red>红</font>", "<super>2</super>", '<a href="http://example.com">x</a>', '<img src="/etc/hostname">',
        '<img src="/etc/hostname" width="9" height="9"/>', "<img src='file:///etc/passwd'>", '<img src="http://example.com/x.png">',
        "<script>alert(1)</script>", "<svg onload=alert(1)>", "<iframe src=//example.com>", "<style>*{display:none}</style>", "<!-- x -->", "<![CDATA[x]]>",
        "<?xml version='1.0'?>", "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>&b;", "<onDraw name=x label=y/>", "<seq id='x'/>", "<bullet>x</bullet>",
        "<link href='http://example.com'>x</link>", "<table><tr><td>x</table>", "<h1>大</h1>", "<qt>富</qt>", "<html><body>x", "<u>下", "<sub>1", "{\\rtf1 x}",
        "**粗**", "[x](http://example.com)", "![x](/etc/hostname)", "# 题", "$x$", "\\input{/etc/passwd}", "&&", "&文件(&F)", "a&&b", "&File",
    ],
    "formula": [
        "=1+1", "=1+1+cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(1,1)", "\t=1+1", "\r=1+1", " =1+1", "＝1+1", "=HYPERLINK(\"http://example.com\",\"x\")",
        "=WEBSERVICE(\"http://example.com\")", "=IMPORTXML(\"http://example.com\",\"//a\")", "{=1+1}", "'=1+1", "%1", "|cmd", "=cmd|'/C calc'!'A1'", "@x", "-x",
        "+86 10 1234", "-5", "1e5", "007", "1/2", "12-11", "2026-01-01", "TRUE", "NULL", "#N/A", "#REF!", "NaN", "Infinity", "1_000", "0x10", "１２",
    ],
    "links": [
        "http://example.com", "https://example.com/a?b=c&d", "ftp://example.com", "file:///etc/passwd", "mailto:a@example.com", "javascript:alert(1)",
        "internal:Sheet1!A1", "external:c:\\x.xlsx", "www.example.com", "\\\\server\\share", "data:text/html,<b>x", "http://[::1]", "//example.com", "smb://x",
    ],
    "sql": ["'; DROP TABLE seat; --", "1 OR 1=1", "') UNION SELECT 1 --", "Robert'); DROP TABLE vote;--", "%", "_", "a%b_c", "x'00'", "?1", ":name", "@name", "$name", "NULL"],
    "formats": ["{}", "{0}", "{bank}", "{0.__class__}", "{{x}}", "%s", "%d%n", "%(a)s", "${HOME}", "$(id)", "`id`", "%PATH%", "!x!", "{path!r:>99}", "%1 %2", "#{1+1}", "{% x %}", "{{7*7}}"],
    "json": ['{"a":1}', "[1,2]", "null", "true", '"', "\\", "\\ud800", "]]}}", "a: b", "- a", "&a *a", "!!python/object:x", "---", "a = 1", "[a]", '"""', "'''"],
    "files": [
        "CON", "con.txt", "PRN", "AUX", "NUL", "COM1", "LPT9", "CON.", "a.", "a ", ".", "..", "../../etc/passwd", "..\\..\\x", "/etc/passwd", "C:\\Windows", "a/b",
        "a:b", "a*b", "a?b", 'a"b', "a<b>c", "a|b", "~", "~root", ".hidden", "-rf", "--help", "a;b", "a\u0000b".replace("\u0000", "\u2400"), "file.pdf.exe", "字" * 120, "a" * 300,
        "x.workshop", "$MFT", "desktop.ini", "nul.tar.gz", "ＣＯＮ", "Thumbs.db", "a\u202etxt.exe",
    ],
    "long": _repeated(),
}  # fmt: skip
NAUGHTY: tuple[str, ...] = tuple(dict.fromkeys(itertools.chain.from_iterable(GROUPS.values())))
