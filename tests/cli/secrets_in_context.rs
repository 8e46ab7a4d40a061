//! Made-up secrets where only what stands around them says what they are, ordinary code that stays as it is, and secrets
//! that another file gives away.

use std::fs;
use std::path::{Path, PathBuf};

use hybrid_review::egress::{Expected, Redactor};

use crate::sandbox::Sandbox;
use crate::secret_contexts::CONTEXTS;
use crate::secrets_planted::Numbers;

/// Every context with each of its sorts: the text and the secret in it.
fn planted() -> Vec<(String, String)> {
    let mut numbers = Numbers::from_seed(0x51_7C_C1_B7_27_22_0A_95);
    let mut planted = Vec::new();
    for (context, makers) in CONTEXTS {
        for make in *makers {
            let secret = make(&mut numbers);
            planted.push((context.replace("@@", &secret), secret));
        }
    }
    planted
}

#[test]
fn of_secrets_that_their_context_gives_away_hardly_any_leaves() {
    let planted = planted();
    let mut missed = Vec::new();
    for (text, secret) in &planted {
        let masked = Redactor::new().mask(text);
        if masked.contains(secret.as_str()) {
            missed.push(format!("{text:?}"));
        }
    }
    assert!(planted.len() >= 400 && CONTEXTS.len() >= 60);
    assert!(missed.len() * 100 <= planted.len() * 3, "{} of {}:\n{}", missed.len(), planted.len(), missed.join("\n"));
}

#[test]
fn lines_stay_where_they_are_and_what_is_masked_stays_masked() {
    for (text, _) in planted() {
        let mut redactor = Redactor::new();
        let masked = redactor.mask(&text);
        assert_eq!(masked.lines().count(), text.lines().count(), "{text}");
        assert_eq!(redactor.mask(&masked), masked, "{text}");
        assert_eq!(redactor.redact(&masked).as_str(), masked, "{text}");
        assert_eq!(redactor.restore(&masked).trim_end_matches('\n'), text.trim_end_matches('\n'));
    }
}

/// Lines that have the look of the contexts and hold no secret.
const ORDINARY: &str = r#"
password = getpass.getpass("Password: ")
password: Option<String>,
token = self.tokens.next()
let token = lexer.token("identifier2");
const KEY: [u8; 16] = [0; 16];
static PRIMES: [u8; 16] = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53];
let keys = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17];
- name: DB_PASSWORD
  valueFrom:
    secretKeyRef: {name: shop, key: password}
variable "db_password" {
  type      = string
  sensitive = true
}
password = var.db_password
ENV PYTHONUNBUFFERED 1
ENV PATH /usr/local/bin
key = os.getenv("API_KEY")
key = os.getenv("API_KEY", "")
token = os.environ.get("TOKEN") or read_token()
PASSWORD=${DB_PASSWORD:?the password is not set}
PASSWORD=${DB_PASSWORD:-}
mysql -u root -p shop
docker run -p 8080:80 shop
docker login -u ci --password-stdin < token.txt
curl -u "$USER:$TOKEN" https://api.corp.io
sshpass -e ssh deploy@web1
mkdir -p target/debug/build2
grep -a needle2 file
tar -p -x -f a1.tar
hmac.new(key, body, hashlib.sha256)
hmac.new(key, body, "sha256")
jwt.decode(token, key, algorithms=["HS256"])
createHmac("sha256", secret)
cipher = AES.new(key, AES.MODE_GCM)
EncodingKey::from_secret(secret.as_bytes())
password = password.encode("utf-8")
headers = {"Authorization": f"Bearer {token}"}
("password", "username")
fields = ["id", "password", "created_at"]
map.put("password", password);
sha256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683
integrity="sha512-4WaEuFk2"
image: registry.corp.io/shop:1.2.3
https://github.com/corp/shop/commit/11bd71901bbe5b1630ceea73d27597364c9af683
id = "6f1c4ac0-7a52-4bd5-9f0c-0b6f0f8f0c11"
<property name="passwordField">passwordInput</property>
<key>CFBundleIdentifier</key>
<string>io.corp.shop</string>
# the password is read from the keyring
// token: the next one, or none
| Password | what the user typed |
data = "VGhpcyBpcyBhIHNlbnRlbmNlIHRoYXQgaGlkZXMgbm90aGluZy4="
CREATE USER shop IDENTIFIED VIA ldap;
INSERT INTO users (name, password) VALUES (?, ?);
"#;

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            files(&path, found);
        } else if name != "tests.rs" && (name.ends_with(".rs") || name.ends_with(".md")) {
            found.push(path);
        }
    }
}

/// How many lines a redactor changes, and which.
fn changed(text: &str) -> Vec<String> {
    let masked = Redactor::new().mask(text);
    let pairs = text.lines().zip(masked.lines());
    pairs.filter(|(before, after)| before != after).map(|(before, _)| before.to_owned()).collect()
}

#[test]
fn ordinary_code_stays_as_it_is() {
    assert_eq!(changed(ORDINARY), [""; 0]);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    files(&root.join("src"), &mut paths);
    files(&root.join("docs"), &mut paths);
    let texts: Vec<_> = paths.iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    let lines: usize = texts.iter().map(|text| text.lines().count()).sum();
    let changed: Vec<_> = texts.iter().flat_map(|text| changed(text)).collect();
    assert!(
        lines >= 20_000 && changed.len() * 20_000 <= 5 * lines,
        "{} of {lines}:\n{}",
        changed.len(),
        changed.join("\n")
    );
}

#[test]
fn a_secret_of_one_file_is_hidden_in_another_that_is_read_first() {
    let mut numbers = Numbers::from_seed(11);
    let secret = numbers.base62(14);
    let settings = format!("db:\n  password: {secret}\n");
    let expected = Expected::new(Redactor::new().secrets_of(&settings));
    let mut redactor = Redactor::new();
    redactor.expect(&expected);
    assert_eq!(redactor.mask(&format!("see({secret})\n")), "see(<generic 1>)\n");
    assert_eq!(redactor.mask(&settings), "db:\n  password: <generic 1>\n");
    assert_eq!(redactor.mask("see(nothing)\n"), "see(nothing)\n");
}

#[test]
fn a_file_that_was_masked_before_its_secret_was_met_is_masked_again() {
    let mut numbers = Numbers::from_seed(12);
    let secret = numbers.base62(14);
    let mut redactor = Redactor::new();
    let first = redactor.mask(&format!("see({secret})\n"));
    redactor.mask(&format!("password = \"{secret}\"\n"));
    assert_eq!(redactor.mask(&first), "see(<generic 1>)\n");
}

#[test]
fn a_token_in_a_test_is_a_warning_and_an_identifier_of_a_key_there_is_none() {
    let mut numbers = Numbers::from_seed(13);
    let token = format!("token = \"glpat-{}\"\n", numbers.base62(20));
    let id = format!("id = \"AKIA{}\"\n", numbers.base32(16));
    let sandbox = Sandbox::with(&[("a.txt", "")]).without_runtime();
    sandbox.write("src/keys.py", format!("{token}{id}"));
    sandbox.write("tests/test_keys.py", format!("{token}{id}"));
    let result = sandbox.json(&["--tiers", "rules"]);
    let secrets = result["findings"].as_array().unwrap().iter().filter(|finding| finding["rule"] == "any/secret");
    let found: Vec<_> = secrets.map(|f| format!("{}:{} {}", f["path"], f["start"]["line"], f["severity"])).collect();
    let expected =
        ["\"src/keys.py\":1 \"error\"", "\"src/keys.py\":2 \"error\"", "\"tests/test_keys.py\":1 \"warning\""];
    assert_eq!(found, expected);
}
