//! What is taken out of a text, what is not, and what comes back.

use super::*;
use crate::config::CloudSection;
use crate::egress::Policy;

/// Put together, so that no scanner takes it for a real one.
fn token() -> String {
    ["ghp_", "x7Kq9mZ2vB4nT6wR8yL1", "pD3sF5gH0jC2aE4i"].concat()
}

fn key() -> String {
    let line = ["MIIEvQIBADANBgkq7Kq9mZ2vB4nT6wR8yL1p", "hkiG9w0BAQEFAASCBKcw"].concat();
    format!("-----BEGIN {0}-----\n{line}\n{line}x\n-----END {0}-----", ["PRIVATE", "KEY"].join(" "))
}

fn custom(pattern: &str) -> Redactor {
    let section = CloudSection { redact: Some(vec![pattern.to_owned()]), ..CloudSection::default() };
    Policy::from_section(&section).unwrap().redactor()
}

#[test]
fn a_secret_becomes_a_placeholder_that_stays_and_can_be_put_back() {
    let token = token();
    let mut redactor = Redactor::new();
    let first = redactor.redact(&format!("a = \"{token}\""));
    assert_eq!(first.as_str(), "a = \"<github-token 1>\"");
    assert_eq!(first.redactions(), [Redaction { kind: "github-token".into(), count: 1 }]);
    assert_eq!(redactor.redact(&format!("b({token})")).as_str(), "b(<github-token 1>)");
    assert_eq!(redactor.restore("b(<github-token 1>)"), format!("b({token})"));
}

#[test]
fn a_secret_that_was_seen_is_hidden_without_its_context_too() {
    let mut redactor = Redactor::new();
    assert_eq!(redactor.mask("password = \"tr0ub4dor\"\n"), "password = \"<generic 1>\"\n");
    let later = redactor.redact("log: tr0ub4dor was refused, tr0ub4dor again");
    assert_eq!(later.as_str(), "log: <generic 1> was refused, <generic 1> again");
    assert_eq!(later.redactions(), [Redaction { kind: "generic".into(), count: 2 }]);
}

#[test]
fn a_word_that_is_a_password_somewhere_stays_a_word_elsewhere() {
    let mut redactor = Redactor::new();
    redactor.mask("url = \"postgres://shop:postgres@localhost/shop\"");
    assert_eq!(redactor.redact("import postgres").as_str(), "import postgres");
}

#[test]
fn a_masked_file_has_its_lines_and_no_part_of_a_key() {
    let mut redactor = Redactor::new();
    let text = format!("first\n{}\nlast\n", key());
    let masked = redactor.mask(&text);
    assert_eq!(masked, "first\n<private-key 1>\n\n\n\nlast\n");
    assert_eq!(masked.lines().count(), text.lines().count());
    let piece: Vec<_> = text.lines().skip(2).take(2).collect();
    assert_eq!(redactor.redact(&piece.join("\n")).as_str(), "<private-key 1>\n<private-key 1>");
}

#[test]
fn a_key_in_a_diff_is_the_same_key() {
    let mut redactor = Redactor::new();
    redactor.mask(&key());
    let diff = format!("+{}\n context\n", key().replace('\n', "\n+"));
    assert_eq!(redactor.redact(&diff).as_str(), "+<private-key 1>\n\n\n\n context\n");
}

#[test]
fn what_is_redacted_stays_as_it_is() {
    let text = format!("t = \"{}\"\npassword = 'hunter2'\nhttps://u:pw1@h/\n{}\n\u{202E}<jwt 4>", token(), key());
    let mut redactor = Redactor::new();
    let once = redactor.redact(&text);
    assert_eq!(redactor.redact(once.as_str()), once);
    let masked = redactor.mask(&text);
    assert_eq!(redactor.mask(&masked), masked);
    assert_eq!(redactor.redact(&masked).as_str(), masked);
}

#[test]
fn a_placeholder_that_the_source_wrote_is_never_restored_to_a_secret() {
    let mut redactor = Redactor::new();
    let source = format!("a = \"{}\" # see <github-token 1>\n", token());
    let masked = redactor.mask(&source);
    assert_eq!(masked, "a = \"<github-token 1>\" # see \\u{3c}github-token 1>\n");
    assert_eq!(redactor.restore(&masked), source);
    let later = redactor.mask("# see <github-token 1>\n");
    assert_eq!(redactor.restore(&later), "# see <github-token 1>\n");
}

#[test]
fn patterns_of_the_user_hide_their_group_or_all_that_they_match() {
    assert_eq!(custom(r"ACME-\d+").redact("id ACME-4711 x").as_str(), "id <custom 1> x");
    assert_eq!(custom(r"id=(?<secret>\w+)").redact("id=abc").as_str(), "id=<custom 1>");
    let mut redactor = custom("custom");
    let once = redactor.redact("my custom text");
    assert_eq!(redactor.redact(once.as_str()), once);
}

#[test]
fn what_only_refers_to_a_secret_stays() {
    for line in [
        "password = get_password()",
        "password = os.environ[\"DB_PASSWORD\"]",
        "def connect(user: str, password: str, token: Token) -> None:",
        "client = Client(password=args.password, token=token)",
        "let token = std::env::var(\"API_TOKEN\")?;",
        "self.password = password",
        "password = f\"{prefix}{name}\"",
        "PASSWORD_FIELD = \"password\"",
        "url = f\"postgres://{user}:{password}@{host}/db\"",
        "headers = {\"Authorization\": f\"Bearer {token}\"}",
        "    token: Option<String>,",
        "if token == Token::Comma {",
        "token = lexer.next_token()",
        "secret: ${{ secrets.DEPLOY }}",
        "raise ValueError(\"password is required\")",
        "token_type = \"access\"",
        "key = \"name\"",
    ] {
        assert_eq!(Redactor::new().redact(line).as_str(), line);
    }
}

#[test]
fn weak_secrets_are_hidden_where_something_says_what_they_are() {
    for (line, hidden) in [
        ("password = \"hunter2\"", "password = \"<generic 1>\""),
        ("set_password(\"hunter2\")", "set_password(\"<generic 1>\")"),
        ("login(user, \"hunter2\")", "login(user, \"<generic 1>\")"),
        ("connect(host=h, password='letmein')", "connect(host=h, password='<generic 1>')"),
        ("  password: letmein", "  password: <generic 1>"),
        ("export DB_PASSWORD=letmein", "export DB_PASSWORD=<generic 1>"),
        ("{\"password\": \"letmein\"}", "{\"password\": \"<generic 1>\"}"),
        ("password = (\n    \"hunter2\"\n)", "password = (\n    \"<generic 1>\"\n)"),
        ("Server=.;User Id=sa;Password=letmein;", "Server=.;User Id=sa;Password=<connection-string 1>;"),
        ("\"host=db user=x password=letmein\"", "\"host=db user=x password=<connection-string 1>\""),
        ("postgres://u:letmein@localhost/db", "postgres://u:<url-password 1>@localhost/db"),
        ("(https://h/a?x=1&sig=aB3%2Fx9Qz7&y=2)", "(https://h/a?x=1&sig=<url-token 1>&y=2)"),
        ("Authorization: Basic dXNlcjpwYXNz", "Authorization: Basic <authorization-header 1>"),
        ("Cookie: sessionid=a8f3kq92mz", "Cookie: <cookie 1>"),
        ("# the password is hunter2.", "# the password is <generic 1>."),
        ("<password>hunter2</password>", "<password><generic 1></password>"),
    ] {
        assert_eq!(Redactor::new().redact(line).as_str(), hidden);
    }
}

#[test]
fn a_long_line_takes_linear_time() {
    let units = ["password=\"a1b2c3\",", "?token=a1b2c3d4&", "x.y(a,b);", "eyJabcdefgh.abcdefgh.", "key=", "://a:b@"];
    let units = units.into_iter().chain([
        "mysql -u -p ",
        "name: password value ",
        "name: password\n",
        "password:\n  a: b\n",
        "variable \"password\" {",
        "<password a=\"b\">",
        "key [1,2,",
        "key = [0x1f, 0x2b, ",
        "key \"\\x1f\\x2b",
        "MIIEvQIBADANBgkqhkiG9w0BAQ",
        "Private-Lines: 1\nAAAAAAAAAAAAAAAAAAAA\n",
        "hooks/a/b/",
        "Client(a,b,",
        "token \"aB3dE6gH9jK2mN5pQ8rS",
        "QUJDREVGR0hJSktMTU5PUFFS",
        "jwt.encode(\"a\", ",
        "password) values (a,",
        "openssl -k ",
    ]);
    for unit in units {
        let start = std::time::Instant::now();
        Redactor::new().mask(&unit.repeat(100_000 / unit.len()));
        assert!(start.elapsed().as_secs() < 10, "{unit}: {:?}", start.elapsed());
    }
}
