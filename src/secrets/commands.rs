//! Command lines that hand over a secret: the programs, and where in their arguments it stands. In a list of strings the
//! arguments are written with quotes and commas.

use super::kind::Kind;
use super::plausible;
use super::suspects::suspect;

/// Between two arguments.
macro_rules! next {
    () => {
        r#"["']?,?[ ]{1,4}["']?"#
    };
}

/// An argument.
macro_rules! argument {
    () => {
        r#"["']?(?<secret>[^\s"'`{}<>$|;,()-][^\s"'`{}<>$|;,()]{3,511})"#
    };
}

/// A program and the arguments that may stand between.
macro_rules! program {
    ($names:literal) => {
        concat!(r"\b(?:", $names, r")\b[^\n;|]{0,300}?")
    };
}

#[rustfmt::skip]
pub(super) static COMMANDS: &[Kind] = &[
    suspect("generic", "mysql|mariadb|sshpass|7z", concat!(program!("mysql[a-z]{0,8}|mariadb(?:-[a-z]{1,8})?|sshpass|7za?"), r#"[ "']-p"#, argument!()), plausible::password),
    suspect("generic", "sshpass|login|mongo|psexec", concat!(program!("sshpass|login|mongo[a-z]{0,8}|psexec"), r#"[ "']-p"#, next!(), argument!()), plausible::password),
    suspect("generic", "redis-cli", concat!(program!("redis-cli"), r#"[ "']-a"#, next!(), argument!()), plausible::password),
    suspect("generic", "ldap[a-z]", concat!(program!("ldap[a-z]{3,10}"), r#"[ "']-w"#, next!(), argument!()), plausible::password),
    suspect("generic", "openssl", concat!(program!("openssl"), r#"[ "'](?:-k|-K)"#, next!(), argument!()), plausible::password),
    suspect("generic", "pass:", concat!(r"-pass(?:in|out)?", next!(), "pass:", argument!()), plausible::password),
    suspect("generic", "zip", concat!(program!("zip|unzip"), r#"[ "']-P"#, next!(), argument!()), plausible::password),
    suspect("generic", "smbclient|rpcclient|net ", concat!(program!("smbclient|rpcclient|net"), r#"[ "']-U["']?,?[ ]?["']?[A-Za-z0-9_.\\/-]{1,64}%"#, argument!()), plausible::password),
    suspect("generic", "-(?:store|key|deststore|srcstore|pass)", concat!(r#"[\s"']--?(?:(?:store|key|deststore|srcstore)pass|pass(?:phrase|word|wd)?)(?:=|"#, next!(), ")", argument!()), plausible::password),
    suspect("generic", "-u|--user|--proxy-user", r#"[\s"'](?:-u|--user|--proxy-user)(?:=|["']?,?[ ]{0,4})["']?[A-Za-z0-9_.@+-]{1,64}:(?<secret>[^\s"'{}<>$`]{3,128})"#, plausible::password),
    suspect("generic", "htpasswd|rabbitmqctl", concat!(r"\b(?:htpasswd[ ]-[a-zA-Z]{0,6}b[a-zA-Z]{0,6}[ ]\S{1,100}|rabbitmqctl[ ](?:add_user|change_password))[ ]\S{1,64}[ ]", argument!()), plausible::password),
    suspect("generic", "vault login", concat!(r"vault login[ ]", argument!()), plausible::mixed),
    suspect("generic", "secret set", concat!(r"secret set[ ]\S{1,100}[^\n;|]{0,100}?[ ](?:--body|-b)[ =]", argument!()), plausible::mixed),
    suspect("generic", "-stdin|chpasswd|sudo -S|--with-token", concat!(r"\becho[ ](?:-n[ ])?(?:[a-z]{1,32}:)?", argument!(), r#"["']?[ ]?\|[^\n]{0,100}(?:--?password-stdin|passwd --stdin|chpasswd|sudo -S|--with-token)"#), plausible::password),
    suspect("generic", "PASS", concat!(r"\b[A-Z0-9_]{0,40}PASS(?:WORD|WD|PHRASE)?=", argument!(), r#"["']?[ ][^=\n]"#), plausible::password),
];
