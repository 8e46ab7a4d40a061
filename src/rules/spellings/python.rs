//! Names in Python: `module:name` or, of the language itself, `:name`.

use super::{Row, Spelling, check, finds, row};
use crate::rules::{Engine, RuleSet};

/// What each rule names.
const ROWS: &[Row] = &[
    row("python/archive-extracted-unchecked", "tarfile:open", "x = {}(path)\nx.extractall(target)"),
    row("python/archive-extracted-unchecked", "tarfile:TarFile", "with {}(path) as x:\n    x.extractall(target)"),
    row("python/argparse-bool", ":bool", "parser.add_argument(\"--on\", type={})"),
    row("python/assert-with-effect", ":next", "assert {}(lines)"),
    row("python/blocking-call-in-async", "time:sleep", "async def work():\n    {}(1)"),
    row("python/blocking-call-in-async", "requests:get", "async def work():\n    {}(url, timeout=1)"),
    row("python/blocking-call-in-async", "requests:Session", "async def work():\n    x = {}()\n    x.get(url)"),
    row("python/blocking-call-in-async", "urllib.request:urlopen", "async def work():\n    {}(url)"),
    row("python/blocking-call-in-async", "os:system", "async def work():\n    {}(line)"),
    row("python/blocking-call-in-async", "subprocess:run", "async def work():\n    {}(line, check=True)"),
    row("python/blocking-call-in-async", "socket:getaddrinfo", "async def work():\n    {}(name, 80)"),
    row("python/cached-method", "functools:lru_cache", "class A:\n    @{}\n    def f(self): pass"),
    row("python/cached-method", "functools:lru_cache", "class A:\n    @{}(maxsize=8)\n    def f(self): pass"),
    row("python/cached-method", "functools:cache", "class A:\n    @{}\n    def f(self): pass"),
    row("python/debug-server-on", "werkzeug.serving:run_simple", "{}(host, 80, app, use_debugger=True)"),
    row("python/debugger-left", ":breakpoint", "{}()"),
    row("python/debugger-left", "pdb:set_trace", "{}()"),
    row("python/debugger-left", "IPython:embed", "{}()"),
    row("python/default-at-definition", "time:time", "def f(now={}()): pass"),
    row("python/default-at-definition", "datetime:datetime.now", "def f(now={}()): pass"),
    row("python/default-at-definition", "datetime:date.today", "def f(now: date = {}()): pass"),
    row("python/default-at-definition", "django.utils.timezone:now", "def f(now={}()): pass"),
    row("python/default-at-definition", "uuid:uuid4", "def f(key={}()): pass"),
    row("python/dropped-result", ":sorted", "{}(values)"),
    row("python/dropped-task", "asyncio:create_task", "{}(work())"),
    row("python/dropped-task", "asyncio:get_running_loop", "x = {}()\nx.create_task(work())"),
    row("python/env-as-bool", ":bool", "import os\non = {}(os.getenv(\"ON\", \"0\"))"),
    row("python/env-as-bool", "os:getenv", "on = bool({}(\"ON\", \"0\"))"),
    row("python/env-as-bool", "os:environ.get", "on = bool({}(\"ON\", \"0\"))"),
    row("python/environ-not-string", "os:environ", "{}[\"PORT\"] = 80"),
    row("python/environ-not-string", "os:environ", "{}.setdefault(\"PORT\", 80)"),
    row("python/eval-of-request", ":eval", "def f():\n    return {}(request.args[\"x\"])"),
    row("python/eval-of-request", ":exec", "def f():\n    {}(request.args[\"x\"])"),
    row("python/eval-of-variable", ":eval", "def f(x):\n    return {}(x)"),
    row("python/exception-logged-outside-except", "logging:getLogger", "x = {}()\nx.exception(text)"),
    row("python/exception-logged-outside-except", "logging:exception", "{}(text)"),
    row("python/fetch-of-request-address", "requests:get", "def f(request):\n    {}(request.args[\"x\"], timeout=1)"),
    row("python/fetch-of-request-address", "httpx:Client", "def f(request):\n    {}().get(request.args[\"x\"])"),
    row("python/fetch-of-request-address", "urllib.request:urlopen", "def f(request):\n    {}(request.args[\"x\"])"),
    row("python/file-left-open", ":open", "text = {}(path).read()"),
    row("python/file-left-open", "io:open", "text = {}(path).read()"),
    row("python/file-left-open", "json:load", "data = {}(open(path))"),
    row("python/fixed-nonce", "Crypto.Cipher:AES.new", "x = {}(key, AES.MODE_CBC, b\"0123\")"),
    row("python/fixed-nonce", "cryptography.hazmat.primitives.ciphers:modes.CBC", "x = {}(b\"0123\")"),
    row(
        "python/fixed-nonce",
        "cryptography.hazmat.primitives.ciphers.aead:AESGCM",
        "x = {}(key)\nx.encrypt(b\"01\", t)",
    ),
    row("python/fixed-temp-path", ":open", "x = {}(\"/tmp/state\", \"w\")"),
    row("python/fixed-temp-path", "pathlib:Path", "{}(\"/tmp/state\").write_text(text)"),
    row("python/flags-as-count", "re:sub", "import re as own\ny = {}(a, b, c, own.M)"),
    row("python/flags-as-count", "re:IGNORECASE", "import re as own\ny = own.split(a, b, {})"),
    row("python/fresh-lock", "threading:Lock", "with {}():\n    work()"),
    row("python/fresh-lock", "asyncio:Semaphore", "async def f():\n    async with {}(3):\n        work()"),
    row("python/get-unchecked", "os:environ.get", "x = {}(\"PATH\").split()"),
    row("python/get-unchecked", "os:getenv", "x = {}(\"PATH\").split()"),
    row(
        "python/html-built-as-safe",
        "django.utils.safestring:mark_safe",
        "def f(name):\n    return {}(\"<b>\" + name)",
    ),
    row("python/html-built-as-safe", "markupsafe:Markup", "def f(name):\n    return {}(f\"<b>{name}\")"),
    row("python/isinstance-or", ":isinstance", "y = {}(x, A or B)"),
    row("python/join-absolute", "os.path:join", "x = {}(root, \"/etc\")"),
    row("python/jwt-unverified", "jwt:decode", "x = {}(token, key, verify=False)"),
    row("python/length-below-zero", ":len", "y = {}(x) < 0"),
    row("python/logging-arity", "logging:getLogger", "x = {}()\nx.info(\"%s and %s\", a)"),
    row("python/match-unchecked", "re:fullmatch", "x = {}(a, b).group(1)"),
    row("python/match-unchecked", "re:match", "x = {}(a, b).group(1)"),
    row("python/match-unchecked", "re:search", "x = {}(a, b).group(1)"),
    row("python/missing-await", "asyncio:sleep", "async def f():\n    {}(1)"),
    row("python/mutable-default", ":dict", "def f(x={}()):\n    x[1] = 2\n    return x"),
    row("python/mutable-default", "collections:deque", "def f(x={}()):\n    x.append(1)\n    return x"),
    row("python/mutable-default", "collections:defaultdict", "def f(x={}(list)):\n    x[1] = 2\n    return x"),
    row("python/naive-utc", "datetime:datetime.utcnow", "x = {}()"),
    row("python/nested-event-loop", "asyncio:run", "async def f():\n    {}(work())"),
    row("python/nested-event-loop", "asyncio:get_event_loop", "async def f():\n    {}().run_until_complete(work())"),
    row("python/old-tls-version", "ssl:PROTOCOL_TLSv1", "import ssl as own\nx = own.SSLContext({})"),
    row("python/old-tls-version", "ssl:SSLContext", "import ssl as own\nx = {}(own.PROTOCOL_TLSv1)"),
    row("python/old-tls-version", "ssl:TLSVersion.TLSv1", "context.minimum_version = {}"),
    row("python/path-from-request", ":open", "def f(request):\n    return {}(request.args[\"x\"])"),
    row("python/path-from-request", "flask:send_file", "def f(request):\n    return {}(request.args[\"x\"])"),
    row("python/path-from-request", "os:remove", "def f(request):\n    return {}(request.args[\"x\"])"),
    row(
        "python/pipe-wait-deadlock",
        "subprocess:Popen",
        "import subprocess as own\ndef f():\n    x = {}(a, stdout=own.PIPE)\n    x.wait()",
    ),
    row(
        "python/pipe-wait-deadlock",
        "subprocess:PIPE",
        "import subprocess as own\ndef f():\n    x = own.Popen(a, stdout={})\n    x.wait()",
    ),
    row("python/print-left", ":print", "def add(a):\n    {}(a)"),
    row("python/print-left", "pprint:pprint", "def add(a):\n    {}(a)"),
    row("python/print-left", "icecream:ic", "def add(a):\n    {}(a)"),
    row("python/process-result-dropped", "subprocess:run", "{}(line)"),
    row("python/pytz-tzinfo", "pytz:timezone", "x = datetime(2020, 1, 1, tzinfo={}(\"Europe/Berlin\"))"),
    row("python/redirect-to-request", "flask:redirect", "def f(request):\n    return {}(request.args[\"x\"])"),
    row(
        "python/redirect-to-request",
        "django.shortcuts:redirect",
        "def f(request):\n    return {}(request.GET[\"x\"])",
    ),
    row("python/request-without-timeout", "requests:get", "x = {}(url)"),
    row("python/request-without-timeout", "requests:Session", "with {}() as x:\n    x.get(url)"),
    row("python/secret-logged", ":print", "{}(password)"),
    row("python/secret-logged", "logging:info", "{}(\"in\", password)"),
    row("python/secret-logged", "logging:getLogger", "x = {}()\nx.info(f\"in {password}\")"),
    row("python/secret-with-fallback", "os:getenv", "x = {}(\"SECRET_KEY\", \"changeme\")"),
    row("python/secret-with-fallback", "os:environ.get", "x = {}(\"SECRET_KEY\", \"changeme\")"),
    row("python/shared-inner-list", ":list", "x = [{}()] * 3\nx[0].append(1)"),
    row("python/shared-inner-list", "collections:deque", "x = [{}()] * 3\nx[0].append(1)"),
    row("python/shared-inner-list", "collections:OrderedDict.fromkeys", "x = {}(keys, [])\nx[0].append(1)"),
    row("python/shell-with-built-command", "subprocess:run", "def f(name):\n    {}(\"ls \" + name, shell=True)"),
    row("python/shell-with-built-command", "os:system", "def f(name):\n    {}(\"ls \" + name)"),
    row(
        "python/signature-compared-with-equals",
        "hmac:new",
        "def f(a):\n    x = {}(k, m, d).hexdigest()\n    return x == a",
    ),
    row("python/signing-key-in-code", "jwt:encode", "x = {}(data, \"changeme\")"),
    row("python/skip-without-reason", "pytest:mark.skip", "@{}\ndef test_it(): pass"),
    row("python/skip-without-reason", "unittest:skip", "@{}\ndef test_it(): pass"),
    row("python/sleep-in-test", "time:sleep", "def test_it():\n    {}(3)"),
    row("python/sleep-in-test", "asyncio:sleep", "async def test_it():\n    await {}(3)"),
    row("python/slow-regex", "re:compile", "x = {}(r\"(a+)+b\")"),
    row(
        "python/sql-built-from-text",
        "sqlalchemy:text",
        "def f(a):\n    return {}(\"select * from t where a = '\" + a + \"'\")",
    ),
    row(
        "python/sql-built-from-text",
        "pandas:read_sql",
        "def f(a):\n    return {}(f\"select * from t where a = '{a}'\", db)",
    ),
    row("python/ssh-host-key-unchecked", "paramiko:AutoAddPolicy", "client.set_missing_host_key_policy({}())"),
    row("python/ssh-host-key-unchecked", "asyncssh:connect", "x = {}(host, known_hosts=None)"),
    row("python/target-called", "threading:Thread", "x = {}(target=work())"),
    row("python/temp-name-race", "tempfile:mktemp", "x = {}()"),
    row(
        "python/template-from-request",
        "flask:render_template_string",
        "def f(request):\n    return {}(request.args[\"x\"])",
    ),
    row("python/template-from-request", "jinja2:Template", "def f(request):\n    return {}(request.args[\"x\"])"),
    row("python/tls-unverified", "requests:get", "x = {}(url, verify=False, timeout=1)"),
    row("python/tls-unverified", "requests:Session", "x = {}()\nx.verify = False"),
    row("python/tls-unverified", "aiohttp:TCPConnector", "x = {}(ssl=False)"),
    row("python/tls-unverified", "ssl:CERT_NONE", "context.verify_mode = {}"),
    row("python/tls-unverified", "ssl:_create_unverified_context", "x = {}()"),
    row("python/traceback-in-response", "traceback:format_exc", "def f():\n    return jsonify({}())"),
    row(
        "python/traceback-in-response",
        "flask:jsonify",
        "import traceback\ndef f():\n    return {}(traceback.format_exc())",
    ),
    row("python/unpickled-from-outside", "pickle:loads", "def f(request):\n    return {}(request.data)"),
    row("python/unreachable-except", "socket:error", "try:\n    a()\nexcept OSError:\n    b()\nexcept {}:\n    c()"),
    row("python/unreachable-except", "socket:error", "try:\n    a()\nexcept {}:\n    b()\nexcept OSError:\n    c()"),
    row("python/unsafe-yaml-load", "yaml:load", "x = {}(text)"),
    row("python/unsafe-yaml-load", "yaml:unsafe_load", "x = {}(text)"),
    row("python/weak-cipher", "Crypto.Cipher:DES.new", "x = {}(key)"),
    row("python/weak-cipher", "cryptography.hazmat.primitives.ciphers:modes.ECB", "x = Cipher(a, {}())"),
    row("python/weak-password-hash", "hashlib:md5", "x = {}(password).hexdigest()"),
    row("python/weak-random-secret", "random:choice", "token = \"\".join({}(letters) for _ in range(9))"),
    row("python/weak-random-secret", "uuid:uuid1", "session_id = str({}())"),
    row("python/world-writable", "os:chmod", "{}(path, 0o777)"),
    row("python/wrong-super", ":super", "class B: pass\nclass A:\n    def f(self):\n        {}(B, self).f()"),
    row("python/xml-entities-resolved", "xml.sax.handler:feature_external_ges", "parser.setFeature({}, True)"),
    row(
        "python/yield-without-finally",
        "contextlib:contextmanager",
        "@{}\ndef f():\n    take()\n    yield\n    give()",
    ),
];

/// Rules that also find what an object of an unknown kind is asked to do.
const UNTYPED: &[&str] = &[
    "python/cached-method",
    "python/exception-logged-outside-except",
    "python/fetch-of-request-address",
    "python/file-left-open",
    "python/html-built-as-safe",
    "python/naive-utc",
    "python/old-tls-version",
    "python/pipe-wait-deadlock",
    "python/print-left",
    "python/redirect-to-request",
    "python/secret-logged",
    "python/sql-built-from-text",
    "python/target-called",
    "python/template-from-request",
    "python/tls-unverified",
    "python/traceback-in-response",
    "python/weak-cipher",
    "python/world-writable",
    "python/xml-entities-resolved",
    "python/yield-without-finally",
];

fn indented(code: &str) -> String {
    code.lines().flat_map(|line| ["    ", line, "\n"]).collect()
}

fn spellings(row: &Row) -> Vec<Spelling> {
    let (module, path) = row.name.split_once(':').expect("each row names a module");
    let first = path.split('.').next().expect("there is a part");
    let rest = &path[first.len()..];
    let written = |name: &str| row.code.replace("{}", name);
    let inside = |head: &str, code: &str| format!("{head}\n{}", indented(code));
    let local = format!("def {first}(*args, **kwargs):\n    return args\n\n{}", written(path));
    let mut meant = Vec::new();
    let mut others = vec![inside(&format!("def outer({first}):"), &written(path)), local];
    if module.is_empty() {
        meant.push(written(path));
    } else {
        let dotted = written(&format!("{module}.{path}"));
        let alias = written(&format!("other.{path}"));
        let from = written(path);
        let renamed = written(&format!("other{rest}"));
        let import = format!("from {module} import {first}");
        meant.extend([
            format!("import {module}\n{dotted}"),
            format!("import {module} as other\n{alias}"),
            format!("{import}\n{from}"),
            format!("{import} as other\n{renamed}"),
            format!("from {module} import *\n{from}"),
            inside("def outer():", &format!("{import}\n{from}")),
            format!("if new:\n    {import}\nelse:\n    {first} = None\n{from}"),
            format!("import {module}\nother = {module}.{first}\n{renamed}"),
        ]);
        if !UNTYPED.contains(&row.rule) {
            let root = module.split('.').next().expect("there is a part");
            others.push(inside(&format!("def outer({root}):"), &dotted));
        }
    }
    let meant = meant.into_iter().map(|code| Spelling { code, is_meant: true });
    meant.chain(others.into_iter().map(|code| Spelling { code, is_meant: false })).collect()
}

#[test]
fn every_rule_finds_what_it_names_in_every_spelling_and_not_where_the_name_means_something_else() {
    check(ROWS, "src/shop.py", spellings);
}

#[test]
fn what_is_no_import_may_still_mean_something_else() {
    let set = RuleSet::builtin();
    for (rule, code, expected) in [
        ("logging-arity", "import logging\nlogging.info('%s %s', a)\n", true),
        ("logging-arity", "from logging import log, INFO\nlog(INFO, '%s %s', a)\n", true),
        ("logging-arity", "import structlog\nlog = structlog.get_logger()\nlog.info('%s %s', a)\n", false),
        ("missing-await", "class A:\n    async def g(self): pass\n    def f(self):\n        self.g()\n", true),
        (
            "missing-await",
            "class A:\n    async def g(self): pass\nclass B:\n    def f(self):\n        self.g()\n",
            false,
        ),
        ("missing-await", "@task\nasync def g(): pass\ndef f():\n    g()\n", false),
        ("none-result", "def f():\n    x = list(a)\n    x = x.append(1)\n", true),
        ("none-result", "def f():\n    x = {}\n    x = {1}\n    return x.add(1)\n", false),
        ("dropped-result", "import os as o\no.replace('a', 'b')\n", false),
        ("dropped-result", "from os import replace\na.replace('a', 'b')\n", true),
        ("swallowed-exception", "try:\n    a()\nexcept Exception:\n    pass\n", true),
        ("swallowed-exception", "from b import Exception\ntry:\n    a()\nexcept Exception:\n    pass\n", false),
        ("file-left-open", "def f(p):\n    x = open(p)\n    def g(x): x.close()\n    return x.read()\n", true),
    ] {
        let rule = format!("python/{rule}");
        assert_eq!(finds(&set, Engine::new(&set), &rule, "shop/a.py", code), expected, "{rule}: {code}");
    }
}
