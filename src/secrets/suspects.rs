//! The forms in which a credential is likely enough to be held back, though names, words and made-up values stand in
//! them as well.

use super::kind::{Judge, Kind};
use super::plausible;

pub(super) const fn suspect(id: &'static str, gate: &'static str, pattern: &'static str, judge: Judge) -> Kind {
    Kind { id, name: "likely secret", certain: false, gate, pattern, judge }
}

/// The end of a name that says "secret".
macro_rules! name {
    () => {
        concat!(
            r"(?i-u:pass(?:w(?:or)?d|phrase|code)?|pwd|secret|token|credentials?|(?:api|access|auth|private|signing|crypt|encryption",
            r"|shared|account|license|service|session|secret|app|client|storage|master|root|admin|deploy|webhook|ssh|subscription|consumer|write|license|signer|hmac)[_-]?key|jwt",
            r"|_pat|(?-i:\bPAT)|(?:\b|_)pw|auth|sig(?:nature)?|session(?:[_-]?id)?|salt|hmac|otp|dsn)",
            r"(?i-u:s|[_-]?[0-9]{1,2}|[_-]?(?:value|str|string|prod|dev|staging|live|test|old|new|default|raw|b64|hex|base)){0,2}",
        )
    };
}

pub(super) use name;

/// Without it no text holds such a name.
pub(super) const NAMES: &str = "(?i)pass|pwd|pw|pat|secret|token|credential|key|jwt|auth|sig|session|salt|hmac|otp|dsn";

#[rustfmt::skip]
pub(super) static SUSPECTS: &[Kind] = &[
    suspect("private-key", "END [A-Z0-9 ]*PRIVATE KEY", r"(?<secret>(?:[A-Za-z0-9+/=]{16,}[^A-Za-z0-9/=]{1,8})+-----END (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----)", plausible::anything),
    suspect("jwt", "eyJ", r"eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*){0,3}", plausible::anything),

    // In addresses.
    suspect("url-password", "://", r#"://[^\s/?#@"'<>`:]{0,64}:(?<secret>[^\s/"'<>`]{1,128})@"#, plausible::password),
    suspect("url-token", "://", r"://(?<secret>[A-Za-z0-9_.~+-]{16,255})@", plausible::mixed),
    suspect("url-token", "(?i)(?:token|sig|signature|key|secret|password|passwd|pwd|auth|session|credential|code|sid)=", r#"[?&](?:amp;)?(?i-u:[a-z0-9_.-]{0,30}(?:token|sig|signature|key|secret|password|passwd|pwd|auth|session|credential|sid|code))=(?<secret>[^\s&"'`<>#;,)\\]{6,2048})"#, plausible::mixed),
    suspect("slack-webhook", r"hooks\.slack", r"hooks\.slack(?:-gov)?\.com/(?:services|workflows|triggers)/(?<secret>[A-Za-z0-9_/-]{20,})", plausible::anything),
    suspect("discord-webhook", "api/webhooks/", r"api/webhooks/[0-9]{5,}/(?<secret>[A-Za-z0-9_-]{20,})", plausible::anything),

    // In headers.
    suspect("authorization-header", "(?i)bearer|basic|token|apikey", r"(?i-u:\b(?:bearer|basic|token|apikey))[ ]+(?<secret>[A-Za-z0-9._~+/!*%-]{8,}={0,2})", plausible::header),
    suspect("authorization-header", "(?i)authorization|x-|token|api-key", r#"(?i-u:authorization|x-[a-z-]{0,30}(?:token|key|secret|auth)|private-token|api-key)\\?["'`\])]{0,2}[ ]{0,4}[:=,][ ]{0,4}\\?["'`]?(?:(?i-u:bearer|basic|token|digest|apikey)[ ]+)?(?<secret>[A-Za-z0-9._~+/!*%=:-]{6,})"#, plausible::header),
    suspect("cookie", "(?i)cookie", r#"(?i-u:cookies?)\\?["'\])]{0,2}[ ]{0,4}[:=,(][ ]{0,4}\\?["']?(?<secret>[!-~ &&[^"'{}<>\\]]{8,4096})"#, plausible::cookie),
    suspect("cookie", "(?i)sess|sid", r"(?i-u:sess(?:ion)?[_-]?(?:id)?|[a-z.]{0,12}sid)=(?<secret>[A-Za-z0-9%._~+/-]{12,1024})", plausible::mixed),

    // In connection strings and on command lines.
    suspect("connection-string", "(?i)(?:password|passwd|pwd|pass|key|token|secret)[ ]?=", r#"[;"'][ ]?(?i-u:(?:[a-z]{1,20}[ _]?)?(?:password|passwd|pwd|pass|token|secret|(?:account|access|shared|api|primary|auth)[ _]?key))[ ]?=[ ]?(?<secret>[^;"'\s{}<>$(`][^;"'\s{}<>`]{0,255})"#, plausible::password),
    suspect("connection-string", "(?i)(?:password|passwd|pwd|pass)=", r#"[A-Za-z_]=[^\s,()"';]{1,100}[ ](?i-u:password|passwd|pwd|pass)=(?<secret>[^\s"'{}<>$(`;,]{1,128})"#, plausible::password),
    suspect("connection-string", "(?i)(?:password|passwd|pwd|pass)=", r#"[^A-Za-z_.](?i-u:password|passwd|pwd|pass)=(?<secret>[^\s"'{}<>$(`;,]{1,128})[ ][a-z_]{2,20}=[^=]"#, plausible::password),
    suspect("generic", "(?i)-(?:password|token|secret|key|pass|pwd)", r#"(?:^|[\s"'`\[(])--?(?i-u:[a-z-]{0,30}(?:password|token|secret|key|pass|pwd))[= ]["']?(?<secret>[^\s"'{}<>$(\[`,]{4,512})"#, plausible::quoted),
    suspect("generic", "-u", r#"[ ]-u[ ]?["']?[A-Za-z0-9_.@-]{1,64}:(?<secret>[^\s"'{}<>$`]{3,128})"#, plausible::anything),

    // Beside a name.
    suspect("generic", NAMES, concat!(name!(), r#"\\?["'`\])]{0,2}[ \t]{0,20}(?::[ \t]{0,4}&?[A-Za-z'\[\] |]{1,30}[ \t]{0,4})?(?:=>|:=|[=!]=|[:=])(?:[ \t(\[&]|\\?\r?\n[+> -]?){0,30}(?:[rbufRBUF]{0,2}#?\\?["'`]{1,3})(?:\\?\r?\n)?(?<secret>[^"'`\n\\]{3,1024})"#), plausible::quoted),
    suspect("generic", NAMES, concat!(name!(), r#"\\?["'`][ \t]{0,4},(?:[ \t]|\r?\n[+> -]?){0,20}(?:[rbuRBU]{0,2}\\?["'`])(?<secret>[^"'`\n\\]{3,1024})"#), plausible::mixed),
    suspect("generic", NAMES, concat!(name!(), r#"\\?["'`][ \t,]{1,4}(?i-u:value|content|default)[ ]?[=:][ ]?\\?["'`](?<secret>[^"'`\n\\]{3,1024})"#), plausible::quoted),
    suspect("generic", NAMES, concat!(name!(), r"\]{0,1}>(?:<!\[CDATA\[)?(?<secret>[^<>\s{}$\]]{3,1024})(?:\]\]>)?</"), plausible::quoted),
    suspect("generic", NAMES, concat!(r"(?m)", name!(), r#"["']?[ \t]{0,20}(?:=|:)[ \t]{0,20}(?<secret>[^\s"'`{}<>$&*\[(|=][^\s"'`{}<>]{2,1023})[ \t\r]*(?:[;#][^\n]*)?$"#), plausible::unquoted),
    suspect("generic", "(?i)pass|token|secret|cred|auth|login", r#"(?i-u:pass(?:word|wd|phrase)?|token|secret|key|credentials?|auth|login)(?-u:\w){0,30}[ ]?\([^()\n"']{0,120}(?:[rbuRBU]{0,2}["'])(?<secret>[^"'`\n\\]{4,1024})["']"#, plausible::argument),
    suspect("generic", "(?i)pass|token|secret|cred|auth|login", r#"(?i-u:pass(?:word|wd|phrase)?|token|secret|key|credentials?|auth|login)(?-u:\w){0,30}[ ]?=?[ ]?\([^()\n"']{0,60}["'][^"'\n]{0,80}["'][ ]{0,2},[ ]{0,2}(?:[rbuRBU]{0,2}["'])(?<secret>[^"'`\n\\]{4,1024})["']"#, plausible::argument),
    suspect("generic", NAMES, r#"(?i-u:passw|pwd|secret|token|api[_-]?key|private|credential|(?:^|[_ "'.])key)[^\n]{0,120}?["'`](?<secret>[A-Za-z0-9+/=_.-]{16,1024})["'`]"#, plausible::random),
    suspect("generic", "(?i)password|passphrase|token|secret|pwd|key", r#"(?i-u:password|passwd|pwd|passphrase|token|secret|key)(?:[ ](?:is|was|of))?:?[ ]["'`]?(?<secret>[!-~&&[^"'`{}<>()\[\]\\$]]{6,256})"#, plausible::told),

];
