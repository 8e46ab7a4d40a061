//! The forms in which a name that says "secret" and its value are two tokens, or stand on two lines: records of a name
//! and a value, what is taken where a variable is not set, pairs, tables and what a comment tells.

use super::kind::Kind;
use super::plausible;
use super::suspects::{NAMES, name, suspect};

/// A value between quotes.
macro_rules! quoted {
    () => {
        r#"[rbuRBU]{0,2}@?(?:\\?["'`]){1,2}(?<secret>[^"'`\n\\]{3,})\\?["'`]"#
    };
}

/// A value with quotes or without.
macro_rules! value {
    () => {
        r#"\\?["'`]?(?<secret>[^\s"'`{}<>$&*\[(|,;\\][^\s"'`{}<>,;\\]{2,})"#
    };
}

/// Between two lines, those of a diff too.
macro_rules! gap {
    () => {
        r"(?:\s|\n[+-]|\n[+ -]?[ ]{0,40}(?:#|//)[^\n]{0,120}){0,60}"
    };
}

#[rustfmt::skip]
pub(super) static APART: &[Kind] = &[
    // Records.
    suspect("generic", NAMES, concat!(r#"(?i-u:name|key|id|field|property|variable|setting)\\?["']?[ ]{0,4}[:=][ ]{0,4}\\?["']?[A-Za-z0-9_.:/-]{0,60}(?<name>"#, name!(), r#")\\?["']?,?"#, gap!(), r#"\\?["']?(?i-u:[a-z_]{0,20}value|default|content|data)\\?["']?[ ]{0,4}[:=][ ]{0,4}"#, value!()), plausible::recorded),
    suspect("generic", NAMES, concat!(r#"(?i-u:value|content)\\?["']?[ ]{0,4}[:=][ ]{0,4}"#, value!(), r#"\\?["'],?"#, gap!(), r#"\\?["']?(?i-u:name|key|id)\\?["']?[ ]{0,4}[:=][ ]{0,4}\\?["']?[A-Za-z0-9_.-]{0,60}(?<name>"#, name!(), r#")\\?["']"#), plausible::recorded),
    suspect("generic", "variable", concat!(r#"variable[ ]{1,4}"?[A-Za-z0-9_-]{0,60}(?<name>"#, name!(), r#")"?[ ]{0,4}\{[^{}]{0,400}?default[ ]{1,20}=[ ]{1,20}"(?<secret>[^"\n]{3,})""#), plausible::recorded),
    suspect("generic", "Default", concat!(r"(?<name>", name!(), r"):[ ]*\n(?:[+ -]?[ ]{1,40}[A-Za-z]{1,30}:[^\n]{0,200}\n){0,6}[+ -]?[ ]{1,40}Default:[ ]{1,4}", value!()), plausible::recorded),
    suspect("generic", NAMES, concat!(r#"(?i-u:name|key|id)=["'][A-Za-z0-9_.:-]{0,60}(?<name>"#, name!(), r#")["'][^<>\n]{0,100}>"#, gap!(), r"(?:<value>|<!\[CDATA\[)?(?<secret>[^<>\s{}$\]]{3,})"), plausible::recorded),
    suspect("generic", NAMES, concat!(r"<(?:[A-Za-z]{1,20}:)?[A-Za-z.-]{0,40}(?<name>", name!(), r")[ ][^<>]{1,200}>(?<secret>[^<>\s{}$]{3,})</"), plausible::recorded),
    suspect("generic", "<key>", concat!(r"<key>[A-Za-z0-9_.-]{0,60}(?<name>", name!(), r")</key>", gap!(), r"<(?:string|data)>", gap!(), r"(?<secret>[^<>\s{}$]{3,})"), plausible::recorded),
    suspect("generic", NAMES, concat!(r"<(?:param-)?name>[A-Za-z0-9_.-]{0,60}(?<name>", name!(), r")</(?:param-)?name>", gap!(), r"<(?:param-)?value>(?<secret>[^<>\s{}$]{3,})"), plausible::recorded),
    suspect("generic", NAMES, concat!(r"(?<name>", name!(), r">)(?:\r?\n[+ -]?[ \t]{0,60})(?<secret>[^<>\s{}$\]]{3,})\s{0,60}</"), plausible::recorded),
    suspect("generic", NAMES, concat!(r#"(?m)^[+ -]?[ \t]{0,40}(?i-u:ENV|setenv|setx|export|set[ ]-[a-zA-Z]{1,3})[ \t]{1,8}["']?[A-Za-z0-9_]{0,60}(?<name>"#, name!(), r#")["']?[ \t]{1,8}"#, value!()), plausible::recorded),
    suspect("generic", NAMES, concat!(r#"(?m)(?<name>"#, name!(), r#")["']?:[ ]{0,4}(?:[|>][+-]?)?\r?\n[+ -]?[ ]{1,40}(?:- )?["']?(?<secret>[^\s"'`{}<>$&*\[(|:,-][^\s"'`{}<>:,]{5,})["']?[ \t\r]*$"#), plausible::listed),

    // What is taken where a variable is not set.
    suspect("generic", NAMES, concat!(r"(?<name>", name!(), r#")\\?["'`]?[\])]{0,3}(?:\.[a-z_]{1,12}\(\)){0,3}"#, gap!(), r"(?:\.(?i-u:unwrap_or|or_?else|get_?or|or|default)[A-Za-z_]{0,12}|\|\||\?\?|\?:|\bor\b|,?[ ]?(?i-u:default(?:_?value)?|fallback)[ ]?[=:]|\{)", r#"[^"'`\n]{0,40}?"#, quoted!()), plausible::recorded),
    suspect("generic", NAMES, concat!(r#"(?<name>"#, name!(), r#")["']?[ ]{0,2}=[ ]{0,2}["']?\$\{[A-Za-z0-9_]{1,60}:?[-=](?<secret>[^{}\s"'`$?+=-][^{}\s"'`$]{3,})\}"#), plausible::recorded),
    suspect("generic", NAMES, concat!(r"\$\{[A-Za-z0-9_.-]{0,60}(?<name>", name!(), r#"):[=-]?(?<secret>[^{}\s"'`$?+=-][^{}\s"'`$]{3,})\}"#), plausible::recorded),

    // Pairs.
    suspect("generic", NAMES, concat!(r"(?<name>", name!(), r#")\\?["'`]?[ ]{0,4}[,.][ \t\r\n+]{0,40}"#, quoted!()), plausible::paired),
    suspect("generic", NAMES, concat!(r"(?<name>", name!(), r#")\)?[ ]{0,4}=[ ]{0,4}\(?\\?["'][^"'\n]{0,80}["'],[ ]{0,4}"#, quoted!()), plausible::paired),
    suspect("generic", "(?i)values", concat!(r"(?<name>", name!(), r#")["'`]?\)\s{0,40}(?i-u:values)\s{0,40}\((?:[^()\n]{0,200},)?\s{0,40}"#, quoted!(), r"\s{0,40}\)"), plausible::paired),

    suspect("generic", "(?i)values", concat!(r#"(?i-u:password|passwd|pwd|secret|token)["'`]?,[^()\n]{0,200}\)\s{0,40}(?i-u:values)\s{0,40}\(\s{0,40}"#, quoted!()), plausible::weak),
    suspect("generic", NAMES, concat!(r"(?<name>", name!(), r#")(?:\[[0-9A-Z_]{0,20}\])?["'`]?[ ]{0,20}(?::=|=>|[:=])[ ]{0,20}(?:(?:new )?(?:\[\])?[A-Za-z_.:]{1,40}\()?"#, quoted!()), plausible::paired),
    suspect("generic", "getConnection|connect|addlogin|WiFi|(?i)admin|root|user", concat!(r#"(?:getConnection\([^"'\n]{0,60}|\bconnect\((?:["'][^"'\n]{0,60}["'],[ ]?){2}|sp_addlogin[ ]|WiFi\.begin\(|["']?(?i-u:[a-z]{0,8}admin|root|user(?:name)?|postgres|deploy)["'][ ]?[:,][ ]{0,4}["'][^"'\n]{0,60}["'],[ ]{0,4})["']?[^"',\n]{0,60}["']?,?[ ]{0,4}"#, quoted!()), plausible::weak),
    suspect("generic", "(?i)[\"'](?:[a-z]{0,8}admin|root|deploy)[\"']", concat!(r#"["'](?i-u:[a-z]{0,8}admin|root|deploy)["'][ ]?(?:[:,]|=>)[ ]{0,4}"#, quoted!()), plausible::weak),

    // Told to a person.
    suspect("generic", "(?i)pw|pass", r#"\b(?i-u:pw|pass(?:word|wd|phrase)?)(?:[ ](?:is|was)[ ]|[ ]?[:=][*]{0,2}[ ]?|[ ][0-9]{1,2}[ ])["'`]?(?<secret>[^\s"'`{}<>()\[\]\\$,;]{6,})"#, plausible::weak),
    suspect("generic", "(?i)root|admin", r"(?:#|//|--|/\*)[ ]{0,4}(?i-u:root|[a-z]{0,8}admin)[ ]?[/:][ ]?(?<secret>[^\s/:,;()]{6,})", plausible::weak),
    suspect("generic", "(?i)passw", r#"(?i-u:password|passphrase)[^\n]{0,20}\n[^\n"']{0,40}send[a-z_]{0,8}[ (]{1,3}["'](?<secret>[^"'\\\n]{4,})"#, plausible::password),
    suspect("generic", "(?i)login|cred|log in|user", r"(?i-u:login|credentials?|creds|user(?:name)?[ ]?/[ ]?pass(?:word|wd)?)[ ]?[:=][ ]{0,4}[A-Za-z0-9_.@-]{2,40}[ ]?[/:][ ]?(?<secret>[^\s/:,;()]{6,})", plausible::weak),
    suspect("generic", NAMES, concat!(r"(?<name>", name!(), r")[ *`]{0,6}\|[ ]{0,40}`?(?<secret>[^\s|`$<>{}]{4,})`?[ ]{0,40}\|"), plausible::paired),
    suspect("generic", "IDENTIFIED", r#"IDENTIFIED[ ](?:WITH[ ]\S{1,40}[ ])?BY[ ](?:PASSWORD[ ])?["'](?<secret>[^"'\n]{3,})["']"#, plausible::password),
    suspect("generic", "identified", r#"identified[ ](?:with[ ]\S{1,40}[ ])?by[ ](?:password[ ])?["'](?<secret>[^"'\n]{3,})["']"#, plausible::weak),
];
