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
        r#"["']?(?<secret>[^\s"'`{}<>$|;,()-][^\s"'`{}<>$|;,()]{3,})"#
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
    suspect("generic", "mysql|mariadb|sshpass|7z", concat!(program!("mysql[a-z]{0,8}|mariadb(?:-[a-z]{1,8})?|sshpass|7za?"), r#"[ "']-p"#, argument!()), plausible::typed),
    suspect("generic", "sshpass|login|mongo|psexec|user(?:add|mod)|twine", concat!(program!("sshpass|login|mongo[a-z]{0,8}|psexec|useradd|usermod|twine"), r#"[ "']-p"#, next!(), argument!()), plausible::typed),
    suspect("generic", "plink|pscp|psftp|kitty", concat!(program!("plink|pscp|psftp|kitty"), r#"[ "']-pw"#, next!(), argument!()), plausible::typed),
    suspect("generic", "freerdp|rdesktop|cmdkey|winscp", r"\b(?:xfreerdp|rdesktop|cmdkey|winscp)\b[^\n]{0,200}?[ ]/(?:p|pass|password)[:=](?<secret>[^\s\x22'`{}<>$|;]{4,})", plausible::typed),
    suspect("generic", "net use", concat!(r"net use[ ][^\n]{0,200}/user:\S{1,64}[ ]", argument!()), plausible::typed),
    suspect("generic", "requirepass", concat!(r"requirepass", next!(), argument!()), plausible::typed),
    suspect("generic", "rclone", concat!(program!("rclone"), r"[ ]pass[ =]", argument!()), plausible::typed),
    suspect("generic", "redis-cli", concat!(program!("redis-cli"), r#"[ "']-a"#, next!(), argument!()), plausible::typed),
    suspect("generic", "ldap[a-z]", concat!(program!("ldap[a-z]{3,10}"), r#"[ "']-w"#, next!(), argument!()), plausible::typed),
    suspect("generic", "openssl", concat!(program!("openssl"), r#"[ "'](?:-k|-K)"#, next!(), argument!()), plausible::typed),
    suspect("generic", "pass:", concat!(r"-pass(?:in|out)?", next!(), "pass:", argument!()), plausible::typed),
    suspect("generic", "zip|sqlcmd|bcp|ipmitool", concat!(program!("zip|unzip|sqlcmd|bcp|ipmitool"), r#"[ "']-P"#, next!(), argument!()), plausible::typed),
    suspect("generic", "smbclient|rpcclient|net ", concat!(program!("smbclient|rpcclient|net"), r#"[ "']-U["']?,?[ ]?["']?[A-Za-z0-9_.\\/-]{1,64}%"#, argument!()), plausible::typed),
    suspect("generic", "-(?:store|key|deststore|srcstore|pass)", concat!(r#"[\s"']--?(?:(?:store|key|deststore|srcstore)pass|pass(?:phrase|word|wd)?)(?:=|"#, next!(), ")", argument!()), plausible::typed),
    suspect("generic", "-u|--user|--proxy-user|-a |--auth", r#"[\s"'](?:(?:-u|--user|--proxy-user)(?:=|["']?,?[ ]{0,4})|(?:-a|--auth)(?:=|[ ]))["']?[A-Za-z0-9_.@+-]{1,64}:(?<secret>[^\s"'{}<>$`]{3,})"#, plausible::typed),
    suspect("generic", "htpasswd|rabbitmqctl", concat!(r"\b(?:htpasswd[ ]-[a-zA-Z]{0,6}b[a-zA-Z]{0,6}[ ]\S{1,100}|rabbitmqctl[ ](?:add_user|change_password))[ ]\S{1,64}[ ]", argument!()), plausible::typed),
    suspect("generic", "(?:login|auth) |auth:token", concat!(r"\b(?:(?:vault|cargo|npm|snyk|flyctl|wrangler|huggingface-cli|wandb)[ ](?:login|auth)|auth:token)[ ](?:--?[a-z-]{1,20}[ =])?", argument!()), plausible::mixed),
    suspect("generic", "secret set", concat!(r"secret set[ ]\S{1,100}[^\n;|]{0,100}?[ ](?:--body|-b)[ =]", argument!()), plausible::mixed),
    suspect("generic", "-stdin|chpasswd|sudo -S|kinit|--with-token", concat!(r"\becho[ ](?:-n[ ])?(?:[a-z]{1,32}:)?", argument!(), r#"["']?[ ]?\|[^\n]{0,100}(?:--?password-stdin|passwd --stdin|chpasswd|sudo -S|kinit|--with-token)"#), plausible::typed),
    suspect("generic", " -[a-z] |--auth|login=|<<<", r#"(?:[ ](?:-[tkp]|--auth)[ ]|\.login=|<<<[ ]?)["']?(?<secret>[A-Za-z0-9_-]{20,})\b"#, plausible::random),
    suspect("generic", "(?i)passw", r#"(?i-u:passw(?:or)?d|passphrase)=["']?(?<secret>[^\s"'`{}<>$|;,()&][^\s"'`{}<>$|;,()&]{5,})["']?(?:\s|$)"#, plausible::weak),
    suspect("generic", "SecureString", r#"ConvertTo-SecureString[ ](?:-String[ ])?["'](?<secret>[^"'\n$]{4,})["']"#, plausible::typed),
    suspect("generic", "PASS", concat!(r"\b[A-Z0-9_]{0,40}PASS(?:WORD|WD|PHRASE)?=", argument!(), r#"["']?[ ][^=\n]"#), plausible::typed),
];
