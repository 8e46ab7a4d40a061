//! Redaction: a secret that is hidden where it stands alone is hidden in any text; what is redacted stays as it is; and
//! a file has as many lines as before.

use super::choices::Choices;
use crate::digest;
use crate::egress::Redactor;

/// What stands around secrets: code, placeholders that are none, and characters that show nothing.
const PIECES: [&str; 24] = [
    "\n",
    " ",
    "\"",
    "'",
    "=",
    "password = ",
    "key: ",
    "# ",
    "\t",
    "<jwt 1>",
    "<generic 1>",
    "\\u{3c}",
    "\u{202e}",
    "\u{feff}",
    "größe",
    "名前",
    "x = f(1)",
    "token",
    "-----BEGIN ",
    "PRIVATE KEY-----",
    "://",
    "\r\n",
    "Bearer ",
    "\\n",
];

/// A text with planted secrets, made of choices.
pub fn redaction(bytes: &[u8]) {
    let mut choices = Choices::new(bytes);
    let mut text = String::new();
    let mut planted = Vec::new();
    while !choices.is_done() && text.len() < 4000 {
        match choices.below(8) {
            0 => {
                let (line, secret) = secret(&mut choices);
                text.extend(["\n", &line, "\n"]);
                planted.push((line, secret));
            }
            1 => text.push_str(&choices.text(24)),
            _ => text.push_str(choices.one_of::<&str>(&PIECES)),
        }
    }
    planted.retain(|(line, secret)| !Redactor::new().redact(line).as_str().contains(secret));
    check_redacted(&text, &planted);
    check_masked(&text, &planted);
}

fn check_redacted(text: &str, planted: &[(String, String)]) {
    let mut redactor = Redactor::new();
    let once = redactor.redact(text);
    for (line, secret) in planted {
        assert!(!once.as_str().contains(secret), "{secret} of {line:?} left in {once:?} of {text:?}");
    }
    let twice = redactor.redact(once.as_str());
    assert_eq!(twice.as_str(), once.as_str(), "a second time, {text:?}");
}

fn check_masked(text: &str, planted: &[(String, String)]) {
    let mut redactor = Redactor::new();
    let masked = redactor.mask(text);
    for (line, secret) in planted {
        assert!(!masked.contains(secret), "{secret} of {line:?} left in {masked:?} of {text:?}");
    }
    assert_eq!(masked.matches('\n').count(), text.matches('\n').count(), "the lines of {text:?}");
    assert_eq!(redactor.mask(&masked), masked, "a second time, {text:?}");
}

/// A line with a secret of some kind, which no one uses.
fn secret(choices: &mut Choices<'_>) -> (String, String) {
    let seed = choices.byte().to_string();
    let kind = choices.below(9);
    let value = letters(&seed, 36);
    let (before, secret, after) = match kind {
        0 => ("a = \"", ["ghp_", &value].concat(), "\""),
        1 => ("id: ", ["AKIA", &value.to_uppercase().replace(['0', '1', '8', '9'], "Q")[..16]].concat(), ""),
        2 => ("password = \"", value[..14].to_owned(), "\""),
        3 => ("url = \"postgres://shop:", value[..12].to_owned(), "@db.example/shop\""),
        4 => ("Authorization: Bearer ", value, ""),
        5 => ("g(\"", ["AIza", &value[..35]].concat(), "\")"),
        6 => ("-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkq", value, "\n-----END PRIVATE KEY-----"),
        7 => ("client = Client(api_key='", value, "')"),
        _ => ("Server=.;User Id=sa;Password=", value[..10].to_owned(), ";"),
    };
    (format!("{before}{secret}{after}"), secret)
}

/// Letters and digits that look random and are the same for the same seed.
fn letters(seed: &str, count: usize) -> String {
    const LETTERS: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    let hexadecimal: String = (0..8).map(|part: u8| digest::short(&[seed, &part.to_string()])).collect();
    let letter = |pair: &[u8]| {
        let pair = std::str::from_utf8(pair).expect("digits are ASCII");
        let number = usize::from_str_radix(pair, 16).expect("they are hexadecimal");
        char::from(LETTERS[number % LETTERS.len()])
    };
    hexadecimal.as_bytes().chunks_exact(2).map(letter).take(count).collect()
}
