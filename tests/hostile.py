"""What nobody means well with: values that must stay text wherever they are shown."""

SCRIPT = "<script>alert(1)</script>"
HOSTILE = (
    SCRIPT,
    '"><img src=x onerror=alert(1)>',
    "' onfocus='alert(1)",
    "{{ 7 * 7 }}{% raw %}",
    "x> } ; DROP ALL ; SELECT * WHERE { <y",
    "netmundial\x00",
    "\x1b[31mred",
    "line\nbreak",
    "\ue0f0click\ue0f1https://evil.example/\ue0f2",
    "\u202egnp.exe",
    "*",
    "**",
    "/",
    "../../etc/passwd",
    "=HYPERLINK(1)",
    "a" * 20_000,
    "𝕏" * 200,
    "99999999999999999999",
    "-1",
    "2014-02-31",
    "Y999999999999999999",
    "Y-99999/..",
    "../..",
)
