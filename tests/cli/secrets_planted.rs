//! Made-up secrets of every kind, the same in every run and none of them in the source, planted wherever a text that
//! leaves can hold one.

use hybrid_review::egress::Redactor;

const UPPER: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const LOWER: &str = "abcdefghijklmnopqrstuvwxyz";
const DIGITS: &str = "0123456789";
const HEX: &str = "0123456789abcdef";

/// A secret that guards nothing.
#[derive(Debug, Clone)]
pub struct Planted {
    /// The kind that it is redacted as; where many forms are of one kind (`generic`), a place may say it better.
    pub kind: &'static str,
    /// The secret.
    pub value: String,
}

/// Numbers that look random.
pub struct Numbers(u64);

impl Numbers {
    /// Others for each seed but 0.
    pub fn from_seed(seed: u64) -> Self {
        Self(seed)
    }

    /// Letters of an alphabet.
    pub fn text(&mut self, alphabet: &str, length: usize) -> String {
        let letters = alphabet.as_bytes();
        (0..length).map(|_| char::from(letters[self.below(letters.len())])).collect()
    }

    /// Letters and digits.
    pub fn base62(&mut self, length: usize) -> String {
        // As every generated token but one in a million, it has a digit.
        let rest = self.text(&[UPPER, LOWER, DIGITS].concat(), length - 2);
        format!("{}{rest}{}", self.text(LOWER, 1), self.text(DIGITS, 1))
    }

    /// What seeds of one-time passwords are written in.
    pub fn base32(&mut self, length: usize) -> String {
        self.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", length)
    }

    /// Hexadecimal digits.
    pub fn hex(&mut self, length: usize) -> String {
        self.text(HEX, length)
    }

    /// A number below a limit.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % limit
    }
}

type Maker = fn(&mut Numbers) -> String;

/// Every kind with a format of its own, and how one is made.
#[rustfmt::skip]
const MAKERS: [(&str, Maker); 40] = [
    ("aws-access-key-id", |n| format!("AKIA{}", n.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16))),
    ("azure-client-secret", |n| format!("{}8Q~{}", n.base62(3), n.base62(34))),
    ("google-api-key", |n| format!("AIza{}", n.base62(35))),
    ("google-client-secret", |n| format!("GOCSPX-{}", n.base62(28))),
    ("google-access-token", |n| format!("ya29.{}", n.base62(60))),
    ("digitalocean-token", |n| format!("dop_v1_{}", n.hex(64))),
    ("supabase-token", |n| format!("sbp_{}", n.hex(40))),
    ("github-token", |n| format!("ghp_{}", n.base62(36))),
    ("github-fine-grained-token", |n| format!("github_pat_{}_{}", n.base62(22), n.base62(59))),
    ("gitlab-token", |n| format!("glpat-{}", n.base62(20))),
    ("atlassian-token", |n| format!("ATATT3{}", n.base62(186))),
    ("npm-token", |n| format!("npm_{}", n.base62(36))),
    ("pypi-token", |n| format!("pypi-AgE{}", n.base62(100))),
    ("rubygems-token", |n| format!("rubygems_{}", n.hex(48))),
    ("docker-token", |n| format!("dckr_pat_{}", n.base62(27))),
    ("anthropic-key", |n| format!("sk-ant-api03-{}", n.base62(95))),
    ("openai-key", |n| format!("sk-proj-{}", n.base62(156))),
    ("openrouter-key", |n| format!("sk-or-v1-{}", n.hex(64))),
    ("nvidia-key", |n| format!("nvapi-{}", n.base62(64))),
    ("huggingface-token", |n| format!("hf_{}", n.base62(34))),
    ("replicate-token", |n| format!("r8_{}", n.base62(37))),
    ("groq-key", |n| format!("gsk_{}", n.base62(52))),
    ("stripe-key", |n| format!("sk_live_{}", n.base62(24))),
    ("stripe-webhook-secret", |n| format!("whsec_{}", n.base62(32))),
    ("shopify-token", |n| format!("shpat_{}", n.hex(32))),
    ("slack-token", |n| format!("xoxb-{}-{}", n.text("123456789", 10), n.base62(24))),
    ("telegram-bot-token", |n| format!("{}:AA{}", n.text("123456789", 10), n.base62(33))),
    ("sendgrid-key", |n| format!("SG.{}.{}", n.base62(22), n.base62(43))),
    ("twilio-key", |n| format!("SK{}", n.hex(32))),
    ("mailgun-key", |n| format!("key-{}", n.hex(32))),
    ("databricks-token", |n| format!("dapi{}", n.hex(32))),
    ("linear-key", |n| format!("lin_api_{}", n.base62(40))),
    ("figma-token", |n| format!("figd_{}", n.base62(40))),
    ("vault-token", |n| format!("hvs.{}", n.base62(90))),
    ("sentry-token", |n| format!("sntryu_{}", n.hex(64))),
    ("jwt", |n| format!("eyJ{}.eyJ{}.{}", n.base62(33), n.base62(60), n.base62(43))),
    ("generic", |n| n.base62(16)),
    ("generic", |n| n.base62(32)),
    ("generic", |n| n.hex(32)),
    ("generic", |n| format!("{}!{}", n.text(LOWER, 5), n.text(DIGITS, 3))),
];

/// 320 secrets: eight of each of 40 sorts.
pub fn planted() -> Vec<Planted> {
    let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15);
    let mut all = Vec::new();
    for round in 0..8 {
        for (kind, make) in MAKERS {
            numbers.0 = numbers.0.wrapping_add(round);
            all.push(Planted { kind, value: make(&mut numbers) });
        }
    }
    all
}

/// A private key, and the lines of it that are secret.
pub fn private_key(seed: u64) -> (String, Vec<String>) {
    let mut numbers = Numbers(seed | 1);
    let label = ["RSA PRIVATE", "KEY"].join(" ");
    let lines: Vec<String> = (0..6).map(|_| numbers.base62(64)).collect();
    (format!("-----BEGIN {label}-----\n{}\n-----END {label}-----", lines.join("\n")), lines)
}

/// Texts that hold a secret where people put one; `{}` is the secret.
#[rustfmt::skip]
pub const PLACES: [&str; 40] = [
    "api_token = \"{}\"\n",
    "let api_key = \"{}\";\n",
    "const DB_PASSWORD: &str = \"{}\";\n",
    "client_secret='{}',\n",
    "set_password(\"{}\")\n",
    "client.login(user, \"{}\")\n",
    "auth=(\"shop\", \"{}\")\n",
    "connect(host=host, password=\"{}\", port=5432)\n",
    "url = \"postgres://shop:{}@localhost:5432/shop\"\n",
    "url = \"https://deploy:{}@git.corp.io/a.git\"\n",
    "fetch(\"https://api.corp.io/v1/items?page=2&token={}&sort=asc\")\n",
    "https://shop.blob.core.windows.net/c/f?sv=2024-11-04&sig={}\n",
    "curl -H 'Authorization: Bearer {}' https://api.corp.io\n",
    "headers = {\"Authorization\": \"Bearer {}\"}\n",
    "headers = {\"X-Api-Key\": \"{}\"}\n",
    "Cookie: theme=dark; sessionid={}\n",
    "auth_token: {}\n",
    "  password: \"{}\"\n",
    "{\"client\": {\"api_key\": \"{}\", \"name\": \"shop\"}}\n",
    "\"{\\\"access_token\\\": \\\"{}\\\"}\"\n",
    "export SHOP_TOKEN={}\n",
    "SHOP_SECRET={}\n",
    "ENV SHOP_API_KEY={}\n",
    "password = {}\n",
    "# the token is {}\n",
    "// password: {}\n",
    "/* secret \"{}\" */\n",
    "\"Server=db1;Database=shop;User Id=sa;Password={};\"\n",
    "\"host=db1 user=shop password={} dbname=shop\"\n",
    "<password>{}</password>\n",
    "<add key=\"Password\" value=\"{}\"/>\n",
    "os.environ[\"SHOP_TOKEN\"] = \"{}\"\n",
    "os.environ.setdefault(\"SHOP_SECRET\", \"{}\")\n",
    "password = (\n    \"{}\"\n)\n",
    "shop login --password {} --verbose\n",
    "shop deploy --token={}\n",
    "if password == \"{}\":\n",
    "+    secret_key = \"{}\"\n",
    "-token: \"{}\"\n",
    " SECRET_KEY = '{}'\n",
];

/// Where only a format of its own tells that it is a secret.
#[rustfmt::skip]
const BARE: [&str; 8] = [
    "call(\"{}\")\n", "# {}\n", "error: {} was refused\n", "src/{}/mod.rs\n", "x{}\n", "my_{}\n", "[\"a\", \"{}\"]\n",
    "+{}\n",
];

/// How many places one secret is tried in.
const PLACES_EACH: usize = 5;

fn in_place(place: &str, secret: &str) -> String {
    place.replace("{}", secret)
}

#[test]
fn no_planted_secret_is_left_in_a_text_that_leaves() {
    let all = planted();
    assert!(all.len() >= 300);
    let mut missed = Vec::new();
    // Eight secrets of a sort meet all the places together.
    for (number, Planted { value, .. }) in all.iter().enumerate() {
        let first = number / MAKERS.len() * PLACES_EACH;
        for place in &PLACES[first..first + PLACES_EACH] {
            let text = in_place(place, value);
            let redacted = Redactor::new().redact(&text);
            if redacted.as_str().contains(value.as_str()) || redacted.redactions().is_empty() {
                missed.push(format!("{text:?} became {:?}", redacted.as_str()));
            }
        }
    }
    assert!(missed.is_empty(), "{} left:\n{}", missed.len(), missed.join("\n"));
}

#[test]
fn a_secret_with_a_format_of_its_own_is_found_anywhere_and_keeps_its_kind() {
    for Planted { kind, value } in planted().iter().take(MAKERS.len()).filter(|secret| secret.kind != "generic") {
        for place in PLACES.iter().chain(&BARE) {
            let redacted = Redactor::new().redact(&in_place(place, value));
            assert!(!redacted.as_str().contains(value.as_str()), "{} of {place:?}", redacted.as_str());
            let glued = redacted.redactions().iter().any(|redaction| redaction.kind == *kind);
            assert!(glued || place.contains("Cookie"), "{kind} in {place:?}: {}", redacted.as_str());
        }
    }
}

#[test]
fn a_secret_of_a_masked_file_is_in_no_line_that_is_cut_out_and_in_no_later_text() {
    let mut redactor = Redactor::new();
    let (key, lines) = private_key(7);
    let all = planted();
    let places = PLACES.iter().cycle();
    let mut file: String = all.iter().zip(places).map(|(secret, place)| in_place(place, &secret.value)).collect();
    file.push_str(&key);
    let masked = redactor.mask(&file);
    assert_eq!(masked.matches('\n').count(), file.matches('\n').count());
    let values = all.iter().map(|secret| &secret.value).chain(&lines);
    for value in values {
        assert!(!masked.contains(value.as_str()), "{value}");
        let later = redactor.redact(&format!("-{value}\n refused: {value}, in src/{value}.py"));
        assert!(!later.as_str().contains(value.as_str()), "{}", later.as_str());
    }
}

#[test]
fn a_private_key_is_hidden_in_any_wrapping() {
    let (key, lines) = private_key(3);
    let between =
        |before: &str, after: &str| -> String { key.lines().flat_map(|line| [before, line, after]).collect() };
    let escaped = format!("key = \"{}\\n\"", key.replace('\n', "\\n"));
    let strings = between("    \"", "\\n\"\n");
    let joined = between("+    \"", "\\n\" +\n");
    let headless: Vec<_> = key.lines().skip(2).collect();
    let signs = ["+", "-", " ", "# ", "// ", " * ", "    ", "+    ", "-# ", "> "];
    let mut texts: Vec<String> = signs.iter().map(|sign| between(sign, "\n")).collect();
    texts.extend([key.clone(), escaped, strings, joined, headless.join("\n"), key.replace('\n', "\r\n")]);
    for text in texts {
        let redacted = Redactor::new().redact(&text);
        for line in &lines {
            assert!(!redacted.as_str().contains(line.as_str()), "{text}\n{}", redacted.as_str());
        }
        assert_eq!(redacted.redactions()[0].kind, "private-key");
    }
}
