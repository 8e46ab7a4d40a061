//! Names in Java: `package:Type`, `package:Type.member`; of the language itself without a package.

use super::{Row, Spelling, check, row};

/// What each rule names; the code is in a class.
const ROWS: &[Row] = &[
    row("java/abs-of-smallest", ":Math.abs", "int f(Object x) { return {}(x.hashCode()) % 8; }"),
    row("java/assertion-without-check", "org.assertj.core.api:Assertions.assertThat", "@Test void f() { {}(x); }"),
    row("java/big-decimal-from-double", "java.math:BigDecimal", "X x = new {}(0.1);"),
    row("java/boxed-compared-by-identity", ":Integer", "boolean f({} x, {} y) { return x == y; }"),
    row("java/changed-while-iterated", "java.util:List", "void f({}<A> x) { for (A a : x) { x.remove(a); } }"),
    row("java/command-split-at-spaces", ":Runtime.getRuntime", "void f(String x) { {}().exec(\"lpr \" + x); }"),
    row("java/deserialized-from-outside", "java.io:ObjectInputStream", "X x = new {}(socket.getInputStream());"),
    row("java/dropped-result", ":String", "void f({} x) { x.trim(); }"),
    row("java/dropped-result", "java.time:LocalDate", "void f({} x) { x.plusDays(1); }"),
    row("java/equals-of-other-type", ":Integer", "boolean f({} x) { return x.equals(\"1\"); }"),
    row("java/equals-of-other-type", "java.util:UUID", "boolean f(String x, {} y) { return x.equals(y); }"),
    row("java/fixed-nonce", "javax.crypto.spec:IvParameterSpec", "X x = new {}(new byte[16]);"),
    row("java/fixed-nonce", "javax.crypto.spec:GCMParameterSpec", "X x = new {}(128, new byte[12]);"),
    row("java/fixed-temp-path", "java.io:FileWriter", "X x = new {}(\"/tmp/state\");"),
    row("java/fixed-temp-path", "java.nio.file:Path.of", "void f() { Files.write({}(\"/tmp/state\"), x); }"),
    row(
        "java/hardcoded-key",
        "javax.crypto.spec:SecretKeySpec",
        "X x = new {}(\"correct horse\".getBytes(), \"AES\");",
    ),
    row("java/hardcoded-key", "com.auth0.jwt.algorithms:Algorithm.HMAC256", "X x = {}(\"correct horse\");"),
    row("java/join-absolute", "java.nio.file:Path", "X f({} x) { return x.resolve(\"/etc\"); }"),
    row("java/jwt-unverified", "com.auth0.jwt:JWT.decode", "X x = {}(token);"),
    row("java/jwt-unverified", "com.auth0.jwt.algorithms:Algorithm.none", "X x = {}();"),
    row(
        "java/path-from-request",
        "javax.servlet.http:HttpServletRequest",
        "X f({} r) { return new File(r.getHeader(a)); }",
    ),
    row("java/request-without-timeout", "java.net.http:HttpClient.newHttpClient", "X x = {}();"),
    row("java/request-without-timeout", "org.springframework.web.client:RestTemplate", "X x = new {}();"),
    row("java/request-without-timeout", "java.net:URL", "X x = new {}(a).openStream();"),
    row("java/proxy-on-private", "org.springframework.scheduling.annotation:Async", "@{} private void f() { a(); }"),
    row("java/resource-left-open", "java.io:FileInputStream", "void f() { {} x = new {}(a); x.read(); }"),
    row("java/shared-date-format", "java.text:SimpleDateFormat", "static {} x = y;"),
    row("java/skip-without-reason", "org.junit.jupiter.api:Disabled", "@{} void f() { a(); }"),
    row("java/skip-without-reason", "org.junit:Ignore", "@{}() void f() { a(); }"),
    row("java/sleep-in-test", ":Thread.sleep", "@Test void f() { {}(5000); }"),
    row("java/sleep-in-test", "java.util.concurrent:TimeUnit.SECONDS.sleep", "@Test void f() { {}(5); }"),
    row("java/sleep-with-lock-held", ":Thread.sleep", "void f() { synchronized (a) { {}(5); } }"),
    row("java/stream-used-twice", "java.util.stream:Stream", "void f() { {}<A> x = y(); x.count(); x.count(); }"),
    row("java/swallowed-error", ":Exception", "void f() { try { a(); } catch ({} e) { } }"),
    row(
        "java/tls-unverified",
        "org.apache.http.conn.ssl:NoopHostnameVerifier.INSTANCE",
        "X x = a.setHostnameVerifier({});",
    ),
    row("java/weak-cipher", "javax.crypto:Cipher.getInstance", "X x = {}(\"DES\");"),
    row(
        "java/weak-password-hash",
        "java.security:MessageDigest.getInstance",
        "X x = {}(a).digest(password.getBytes());",
    ),
    row("java/weak-password-hash", "org.apache.commons.codec.digest:DigestUtils.md5Hex", "X x = {}(password);"),
    row("java/weak-random-secret", "java.util:Random", "int otp = new {}().nextInt();"),
    row("java/weak-random-secret", "org.apache.commons.lang3:RandomStringUtils.randomNumeric", "String otp = {}(6);"),
    row("java/world-writable", "java.nio.file.attribute:PosixFilePermission.OTHERS_WRITE", "void f() { s.add({}); }"),
    row(
        "java/xml-entities-resolved",
        "javax.xml.parsers:SAXParserFactory.newInstance",
        "void f() { {}().a().parse(b); }",
    ),
];

fn spellings(row: &Row) -> Vec<Spelling> {
    let (package, path) = row.name.split_once(':').expect("each row names a package");
    let first = path.split('.').next().expect("there is a part");
    let rest = &path[first.len()..];
    let class = |head: &str, name: &str| format!("{head}\n\nclass Shop {{\n    {}\n}}\n", row.code.replace("{}", name));
    let full = if package.is_empty() { format!("java.lang.{path}") } else { format!("{package}.{path}") };
    let mut meant = vec![class("package shop;", &full)];
    if package.is_empty() {
        meant.push(class("package shop;", path));
    } else {
        meant.push(class(&format!("import {package}.{first};"), path));
        meant.push(class(&format!("import {package}.*;"), path));
        meant.push(class(&format!("import b.{first}.*;\nimport {package}.{first};"), path));
        // A name alone, such as that of an annotation, cannot be a static member's owner.
        if let Some(member) = rest.strip_prefix('.').filter(|member| !member.contains('.')) {
            meant.push(class(&format!("import static {package}.{first}.{member};"), member));
            meant.push(class(&format!("import static {package}.{first}.*;"), member));
        }
    }
    let others = [class(&format!("import other.place.{first};"), path), class(&format!("class {first} {{\n}}"), path)];
    let meant = meant.into_iter().map(|code| Spelling { code, is_meant: true });
    meant.chain(others.into_iter().map(|code| Spelling { code, is_meant: false })).collect()
}

#[test]
fn names_are_found_in_every_spelling() {
    check(ROWS, "src/main/java/Shop.java", spellings);
}
