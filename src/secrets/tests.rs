//! Every credential here is built from parts, so that no line of this file looks like one.

use regex::Regex;

use super::*;

const UPPER: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const LOWER: &str = "abcdefghijklmnopqrstuvwxyz";
const DIGITS: &str = "0123456789";
const HEX: &str = "0123456789abcdef";

/// Text that looks random, the same in every run.
fn random(alphabet: &str, length: usize, seed: u64) -> String {
    let letters: Vec<char> = alphabet.chars().collect();
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(0xD1B5_4A32_D192_ED03);
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        letters[usize::try_from(state >> 33).unwrap() % letters.len()]
    };
    (0..length).map(|_| next()).collect()
}

fn base62(length: usize, seed: u64) -> String {
    random(&format!("{UPPER}{LOWER}{DIGITS}"), length, seed)
}

fn base64url(text: &str) -> String {
    let alphabet = format!("{UPPER}{LOWER}{DIGITS}-_").into_bytes();
    let bits: Vec<u8> = text.bytes().flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1)).collect();
    let sextet = |bits: &[u8]| (0..6).fold(0, |all, bit| all << 1 | usize::from(*bits.get(bit).unwrap_or(&0)));
    bits.chunks(6).map(|bits| char::from(alphabet[sextet(bits)])).collect()
}

fn pem(label: &str, line_break: &str) -> String {
    let body: Vec<String> = (1..6).map(|seed| base62(64, seed)).collect();
    format!("-----BEGIN {label}-----{line_break}{}{line_break}-----END {label}-----", body.join(line_break))
}

/// The kind, what stands before the credential, the credential, what stands after.
#[expect(clippy::too_many_lines, reason = "a table, one row a kind")]
fn samples() -> Vec<(&'static str, String, String, String)> {
    let token = |kind, start: &str, rest: String| (kind, "call(\"".to_owned(), format!("{start}{rest}"), "\")".into());
    let after = |kind, before: &str, secret: String, after: &str| (kind, before.to_owned(), secret, after.to_owned());
    let hex = |length, seed| random(HEX, length, seed);
    let base32 = |length, seed| random("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", length, seed);
    let capitals = |length, seed| random(&format!("{UPPER}{DIGITS}"), length, seed);
    let jwt = format!(
        "{}.{}.{}",
        base64url(r#"{"alg":"HS256","typ":"JWT"}"#),
        base64url(r#"{"sub":"u-81","exp":1999999999}"#),
        base62(43, 1)
    );
    let discord = format!("{}.{}.{}", base64url("8142907319920512043"), base62(6, 2), base62(38, 3));
    vec![
        after("private-key", "KEY = \"\"\"", pem("RSA PRIVATE KEY", "\n"), "\n\"\"\""),
        after("private-key", "\"private_key\": \"", pem("PRIVATE KEY", "\\n"), "\\n\","),
        after("private-key", "\"", pem("EC PRIVATE KEY", "\\n\"\n    \""), "\";"),
        token("aws-access-key-id", "AKIA", base32(16, 1)),
        token("aws-access-key-id", "ASIA", base32(16, 2)),
        after("aws-secret-access-key", "aws_secret_access_key = ", base62(40, 3), "\n"),
        after("aws-secret-access-key", "\"SecretAccessKey\": \"", format!("{}/+", base62(38, 4)), "\""),
        after("azure-account-key", "AccountName=shop;AccountKey=", format!("{}==", base62(86, 5)), ";End"),
        after("azure-shared-access-key", "SharedAccessKey=", format!("{}=", base62(43, 6)), "\""),
        token("azure-client-secret", "aB3", format!("8Q~{}", base62(34, 7))),
        token("google-api-key", "AIza", base62(35, 8)),
        token("google-client-secret", "GOCSPX-", base62(28, 9)),
        token("google-access-token", "ya29.", base62(60, 10)),
        token("digitalocean-token", "dop_v1_", hex(64, 11)),
        token("fly-token", "fo1_", base62(43, 12)),
        token("planetscale-token", "pscale_tkn_", base62(43, 13)),
        token("github-token", "ghp_", base62(36, 14)),
        token("github-token", "ghs_", base62(36, 15)),
        token("github-fine-grained-token", "github_pat_", format!("{}_{}", base62(22, 16), base62(59, 17))),
        token("gitlab-token", "glpat-", base62(20, 18)),
        token("gitlab-token", "gldt-", base62(20, 19)),
        token("azure-devops-token", &base62(52, 93), format!("JQQJ99{}AZDO{}", base62(18, 94), base62(4, 95))),
        token("artifactory-token", "AKCp", base62(69, 96)),
        token("artifactory-token", "cmVmdGtu", base62(56, 97)),
        token("atlassian-token", "ATATT3", base62(186, 20)),
        token("npm-token", "npm_", base62(36, 21)),
        token("pypi-token", "pypi-AgE", base62(100, 22)),
        token("cargo-registry-token", "cio", base62(32, 23)),
        token("rubygems-token", "rubygems_", hex(48, 24)),
        token("docker-token", "dckr_pat_", base62(27, 25)),
        token("anthropic-key", "sk-ant-api03-", base62(95, 26)),
        token("openai-key", "sk-", base62(48, 27)),
        token("openai-key", "sk-proj-", base62(156, 28)),
        token("openai-key", "sk-svcacct-", base62(120, 29)),
        token("huggingface-token", "hf_", random(&format!("{UPPER}{LOWER}"), 34, 30)),
        token("replicate-token", "r8_", base62(37, 31)),
        token("groq-key", "gsk_", base62(52, 32)),
        token("perplexity-key", "pplx-", base62(48, 33)),
        token("xai-key", "xai-", base62(80, 34)),
        token("stripe-key", "sk_live_", base62(24, 35)),
        token("stripe-key", "rk_live_", base62(99, 36)),
        token("stripe-webhook-secret", "whsec_", base62(32, 37)),
        token("shopify-token", "shpat_", hex(32, 38)),
        token("square-token", "sq0atp-", base62(22, 39)),
        token("slack-token", "xoxb-", format!("2913847561-{}", base62(24, 40))),
        token("slack-token", "xoxp-", format!("2913847561-8172635401-{}", hex(32, 41))),
        token("slack-app-token", "xapp-", format!("1-A0{}-2913847561-{}", capitals(9, 42), hex(64, 43))),
        after(
            "slack-webhook",
            "https://hooks.slack.com/services/",
            format!("T{}/B{}/{}", capitals(8, 44), capitals(8, 45), base62(24, 46)),
            "\"",
        ),
        after("discord-webhook", "https://discord.com/api/webhooks/814290731992051204/", base62(68, 47), "\""),
        token("discord-bot-token", "", discord),
        token("telegram-bot-token", "8142907319:AA", base62(33, 48)),
        token("sendgrid-key", "SG.", format!("{}.{}", base62(22, 49), base62(43, 50))),
        token("twilio-key", "SK", hex(32, 51)),
        token("mailgun-key", "key-", hex(32, 52)),
        token("mailchimp-key", &hex(32, 53), "-us12".into()),
        token("databricks-token", "dapi", hex(32, 54)),
        token("linear-key", "lin_api_", base62(40, 55)),
        token("notion-token", "secret_", base62(43, 88)),
        token("openrouter-key", "sk-or-v1-", hex(64, 89)),
        token("nvidia-key", "nvapi-", base62(64, 90)),
        token("heroku-key", "HRKU-AA", base62(58, 91)),
        token("supabase-token", "sbp_", hex(40, 92)),
        token("notion-token", "ntn_", format!("29138475610{}", base62(35, 56))),
        token("airtable-token", "pat", format!("{}.{}", base62(14, 57), hex(64, 58))),
        token("figma-token", "figd_", base62(40, 59)),
        token("postman-key", "PMAK-", format!("{}-{}", hex(24, 60), hex(34, 61))),
        token("vault-token", "hvs.", base62(90, 62)),
        token("terraform-token", &base62(14, 63), format!(".atlasv1.{}", base62(67, 64))),
        token("pulumi-token", "pul-", hex(40, 65)),
        token("doppler-token", "dp.pt.", base62(43, 66)),
        token("grafana-token", "glsa_", format!("{}_{}", base62(32, 67), hex(8, 68))),
        token("new-relic-key", "NRAK-", capitals(27, 69)),
        token("dynatrace-token", "dt0c01.", format!("{}.{}", capitals(24, 70), capitals(64, 71))),
        token("sentry-token", "sntryu_", hex(64, 72)),
        token("tailscale-key", "tskey-auth-", format!("{}-{}", base62(12, 73), base62(32, 74))),
        token("age-secret-key", "AGE-SECRET-KEY-1", random("QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L", 58, 75)),
        token("jwt", "", jwt),
        after("url-password", "postgres://shop:", base62(16, 76), "@db.internal:5432/shop"),
        after("url-password", "https://deploy:", format!("{}-9x", base62(12, 77)), "@git.corp.io/a.git"),
        after("connection-string", "\"Server=db1;Database=shop;User Id=sa;Password=", base62(14, 78), ";\""),
        after("authorization-header", "'Authorization': 'Bearer ", base62(40, 79), "'"),
        after("generic", "password = \"", format!("{}!9x", base62(9, 80)), "\""),
        after("generic", "{\"api_key\": \"", base62(32, 81), "\"}"),
        after("generic", "client(secret='", hex(32, 82), "')"),
        after("generic", "const TOKEN: &str = \"", base62(24, 83), "\";"),
        after("generic", "SESSION_SECRET=", base62(32, 84), "\n"),
        after("generic", "os.environ[\"API_KEY\"] = \"", base62(32, 85), "\""),
        after("generic", "  signing-key: ", base62(32, 86), "\n"),
        after("generic", "'{\\\"token\\\": \\\"", base62(32, 87), "\\\"}'"),
    ]
}

#[test]
fn every_kind_is_found_in_its_exact_place() {
    for (kind, before, secret, after) in samples() {
        for around in ["", "größe = 1 # ключ 🔑\n"] {
            let text = format!("{around}{before}{secret}{after}{around}");
            let found: Vec<_> = find(&text).iter().map(|s| (s.kind.id, &text[s.range.clone()])).collect();
            assert_eq!(found, [(kind, secret.as_str())], "{text}");
        }
    }
}

#[test]
fn every_kind_has_a_sample_a_good_name_and_patterns_that_compile() {
    let samples = samples();
    for kind in KINDS {
        assert!(samples.iter().any(|sample| sample.0 == kind.id), "{} has no sample", kind.id);
        assert!(kind.id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'));
        assert!(Regex::new(kind.gate).is_ok() && kind.compiled().is_ok(), "{}", kind.id);
        assert_eq!(KINDS.iter().filter(|other| other.id == kind.id).count(), 1, "{}", kind.id);
    }
}

#[test]
fn every_suspect_has_patterns_that_compile_and_none_is_looked_for_by_the_rules() {
    for kind in SUSPECTS {
        assert!(Regex::new(kind.gate).is_ok() && kind.compiled().is_ok(), "{}", kind.pattern);
        assert!(!kind.certain, "{}", kind.id);
    }
    assert!(find("password = \"hunter2\"").is_empty());
    assert_eq!(find_suspects("password = \"hunter2\"").len(), 1);
}

#[test]
fn every_credential_is_suspected_too() {
    for (kind, before, secret, after) in samples() {
        let text = format!("{before}{secret}{after}");
        let found: Vec<_> = find_suspects(&text);
        let held = |found: &Secret| text[found.range.clone()].contains(&secret) && found.kind.id == kind;
        assert!(found.iter().any(held), "{text}: {found:?}");
    }
}

#[test]
fn false_friends_are_no_secrets() {
    let (hex40, hex64, word) = (random(HEX, 40, 1), random(HEX, 64, 2), base62(36, 3));
    let lines = [
        "password = \"changeme\"".to_owned(),
        "password = 'P@ssw0rd123!'".into(),
        "password = \"correct horse battery staple\"".into(),
        "password = \"hunter2\"".into(),
        "api_key = \"your-api-key-goes-here-123\"".into(),
        "api_key = \"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"".into(),
        "token = \"<token>\"".into(),
        "token: ${{ secrets.GITHUB_TOKEN }}".into(),
        "TOKEN=${TOKEN}".into(),
        "token = os.environ[\"SERVICE_TOKEN_V2\"]".into(),
        "token = std::env::var(\"SERVICE_TOKEN_V2\")?;".into(),
        "secret = \"%(secret)s-%d-abc-1234567890\"".into(),
        "secret = \"{{ vault.secret_v2_production }}\"".into(),
        "token = \"f81d4fae-7dec-11d0-a765-00a0c91e6bf6\"".into(),
        "token = \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa1\"".into(),
        "token = \"0123456789abcdef0123456789abcdef\"".into(),
        "token = settings.credentials2.service_token1".into(),
        "token = \"myapp.auth.backends.Token2Backend\"".into(),
        "secret = \"/run/secrets/database_password_v2\"".into(),
        "token = \"https://auth.service.io/oauth2/token1\"".into(),
        "API_KEY = \"SERVICE_API_KEY_HEADER_V2\"".into(),
        "access_key: AKIAIOSFODNN7EXAMPLE".into(),
        format!("aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/{}", "bPxRfiCYEXAMPLEKEY"),
        format!("revision = \"{hex40}\""),
        format!("  uses: actions/checkout@{hex40}"),
        format!("checksum = \"{hex64}\""),
        format!("integrity=\"sha512-{hex64}\""),
        format!("token_type = \"{word}\""),
        format!("tokenizer = \"{word}\""),
        format!("secret_name = \"{word}\""),
        format!("password_field = \"{word}\""),
        format!("next_page_token = \"{word}\""),
        format!("public_token = \"{word}\""),
        "    private_key: PKCS7PrivateKeyTypes,".into(),
        "pub const CERT_PRIVATE_KEY: X509HwKeyUsage7Bq = 25;".into(),
        format!("\"AWS::AppSync::ApiKey\": \"{}\",", random(HEX, 16, 10)),
        format!("if token == \"{word}\":"),
        format!("ssh-rsa AAAAB3{}", base62(200, 4)),
        format!("-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----", base62(64, 5)),
        format!("-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----", base62(64, 5)),
        "-----BEGIN RSA PRIVATE KEY-----\n...\n-----END RSA PRIVATE KEY-----".into(),
        format!("secret: \"data:image/png;base64,{word}\""),
        "postgres://user:password@localhost:5432/db".into(),
        "https://user:${PASSWORD}@git.corp.io/a.git".into(),
        format!("postgres://app:{}@localhost/db", base62(16, 6)),
        "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx".into(),
        format!("sk_live_{}", "0".repeat(24)),
        format!("sk_test_{}", base62(24, 7)),
        "hf_model_names_have_words_in_them_quite".into(),
        format!("fooghp_{word}"),
        format!("AKIA{}_NAME", random(UPPER, 16, 8)),
        format!("SG.{}", base62(22, 9)),
        format!("SK{}", "ab".repeat(16)),
        "Server=.;Database=shop;User Id=sa;Password=yourStrong(!)Password;".into(),
        "'Authorization': 'Bearer ' + get_access_token_v2()".into(),
        "Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==".into(),
        format!("Authorization: Basic {}==", base64url("username:password1234")),
        format!("ghp_{}BAD", base62(33, 11)),
        format!("token = \"{}_bad\"", base62(24, 12)),
        format!("kind: SealedSecret\nspec:\n  encryptedData:\n    password: Ag{}", base62(90, 13)),
        format!("password: ENC[AES256_GCM,data:{}]", base62(24, 14)),
    ];
    for line in lines {
        let found: Vec<_> = find(&line).iter().map(|secret| secret.kind.id).collect();
        assert!(found.is_empty(), "{line}: {found:?}");
    }
}

#[test]
fn the_token_that_documentation_shows_is_none() {
    let text = format!(
        "{}.{}.{}",
        base64url(r#"{"alg":"HS256","typ":"JWT"}"#),
        base64url(r#"{"sub":"1234567890","name":"John Doe","iat":1516239022}"#),
        base62(43, 1)
    );
    assert!(find(&text).is_empty());
}

#[test]
fn the_particular_kind_comes_before_the_general() {
    let token = format!("ghp_{}", base62(36, 1));
    let text = format!("github_token = \"{token}\" # https://x:{token}@github.com/a.git");
    let found: Vec<_> = find(&text).iter().map(|secret| (secret.kind.id, &text[secret.range.clone()])).collect();
    assert_eq!(found, [("github-token", token.as_str()); 2]);
}

#[test]
fn a_key_that_is_cut_off_is_found_as_far_as_it_goes() {
    let whole = pem("PRIVATE KEY", "\n");
    let cut = whole.split("\n-----END").next().unwrap();
    let found = find(cut);
    assert_eq!((found[0].kind.id, &found[0].range), ("private-key", &(0..cut.len())));
}

#[test]
fn a_key_is_found_behind_the_signs_of_a_diff_or_a_comment() {
    for sign in ["+", "-", " ", "# ", "// ", " * ", "> "] {
        let line_break = format!("\n{sign}");
        let whole = pem("RSA PRIVATE KEY", &line_break);
        let cut = whole.split(&format!("{line_break}-----END")).next().unwrap();
        for key in [whole.as_str(), cut] {
            let text = format!("{sign}{key}");
            let found: Vec<_> = find(&text).into_iter().map(|secret| secret.range).collect();
            assert_eq!((found.len(), found.first()), (1, Some(&(sign.len()..text.len()))), "{text}");
        }
    }
}

#[test]
fn long_lines_take_linear_time() {
    let units =
        ["password=", "://a:b", "-----BEGIN PRIVATE KEY-----", "eyJ.eyJ", "token: \"", "sk-", "Server=a;", "SG."];
    for unit in units {
        let text = unit.repeat(1_000_000 / unit.len());
        let start = std::time::Instant::now();
        find(&text);
        assert!(start.elapsed().as_secs() < 20, "{unit}: {:?}", start.elapsed());
    }
}
