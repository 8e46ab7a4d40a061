//! What the user says of what may leave: paths that never do, and secrets that only they know the look of.

use std::sync::LazyLock;

use globset::GlobSet;
use regex::Regex;

use super::{CloudSection, ConfigError};
use crate::globs::{globs, paths};
use crate::text::expression;

/// Files that hold secrets by their name, wherever they lie.
const DENIED: [&str; 59] = [
    "**/*.pem",
    "**/*.key",
    "**/*.p12",
    "**/*.pfx",
    "**/*.jks",
    "**/*.keystore",
    "**/*.kdbx",
    "**/*.ppk",
    "**/id_{rsa,dsa,ecdsa,ed25519}*",
    "**/*.{gpg,pgp,age}",
    "**/*.{bks,jceks,pkcs12,cer.key,p8,pvk}",
    "**/*.{agilekeychain,keychain,keychain-db}",
    "**/*.{kdb,psafe3}",
    "**/*.{ovpn,rdp,tblk}",
    "**/*.{tfstate,tfstate.*,tfvars,tfvars.json}",
    "**/*.{cscfg,pubxml,publishsettings}",
    "**/.env",
    "**/.env.*",
    "**/*.env",
    "**/env.{local,prod,production,dev,development,staging}",
    "**/.envrc",
    "**/.envrc.*",
    "**/.netrc",
    "**/_netrc",
    "**/.pgpass",
    "**/pgpass.conf",
    "**/.my.cnf",
    "**/.mylogin.cnf",
    "**/.htpasswd",
    "**/htpasswd",
    "**/.npmrc",
    "**/.yarnrc.yml",
    "**/.pypirc",
    "**/.gem/credentials",
    "**/.cargo/credentials{,.toml}",
    "**/.m2/settings-security.xml",
    "**/.git-credentials",
    "**/.gitconfig.local",
    "**/.dockercfg",
    "**/.docker/config.json",
    "**/.aws/**",
    "**/.azure/**",
    "**/.config/gcloud/**",
    "**/.gnupg/**",
    "**/.ssh/**",
    "**/.kube/config",
    "**/kubeconfig",
    "**/.s3cfg",
    "**/.boto",
    "**/.ftpconfig",
    "**/.remote-sync.json",
    "**/.vault-token",
    "**/.vault_pass{,.txt}",
    "**/.vault_password{,.txt}",
    "**/{secret,secrets,credential,credentials}.{yml,yaml,json,toml,ini,cfg,conf,env,properties,xml,txt,enc,plist}",
    "**/{secret,secrets,credential,credentials}.*.{yml,yaml,json,toml,env}",
    "**/*{service-account,service_account,serviceaccount,client_secret}*.json",
    "**/local.settings.json",
    "**/master.key",
];

/// What says in a name that a file is meant to be shared.
const SHARED: [&str; 4] = ["example", "sample", "template", "dist"];

static BUILT_IN: LazyLock<GlobSet> = LazyLock::new(|| globs(&DENIED).ok().flatten().expect("a test reads every glob"));

/// What may leave, by the `[cloud]` section of the configuration.
#[derive(Debug, Clone, Default)]
pub struct EgressPolicy {
    denied: Option<GlobSet>,
    patterns: Vec<Regex>,
}

impl EgressPolicy {
    /// Reads `deny_paths` and `redact`.
    ///
    /// # Errors
    /// A glob or a regular expression that is not valid, or one that matches where there is nothing.
    pub fn from_section(section: &CloudSection) -> Result<Self, ConfigError> {
        let lower: Vec<String> = section.deny_paths.iter().flatten().map(|path| path.to_lowercase()).collect();
        let denied = paths(&lower).map_err(|error| ConfigError::value("cloud.deny_paths", error.to_string()))?;
        let patterns = section.redact.iter().flatten().map(|pattern| compiled(pattern)).collect::<Result<_, _>>()?;
        Ok(Self { denied, patterns })
    }

    /// Whether a file never leaves: by the user's globs, or since files of its name hold keys. Capital and small letters
    /// are the same, as they are on some disks.
    pub fn denies(&self, path: &str) -> bool {
        let written = path.to_lowercase().replace('\\', "/");
        let plain = plain(&written);
        let denied = |path: &str| self.denied.as_ref().is_some_and(|globs| globs.is_match(path));
        denied(&written) || denied(&plain) || (BUILT_IN.is_match(&plain) && !is_shared(&plain))
    }

    /// What the user's own secrets look like.
    pub(crate) fn patterns(&self) -> &[Regex] {
        &self.patterns
    }
}

fn compiled(pattern: &str) -> Result<Regex, ConfigError> {
    let invalid = |reason: String| ConfigError::value("cloud.redact", reason);
    let regex = expression(pattern).map_err(|error| invalid(error.to_string()))?;
    if regex.is_match("") {
        return Err(invalid(format!("`{pattern}` matches where there is nothing")));
    }
    Ok(regex)
}

/// The path without `.`, `..` and empty parts.
fn plain(path: &str) -> String {
    let mut parts = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn is_shared(path: &str) -> bool {
    let mut parts = path.rsplit('/');
    let name = parts.next().unwrap_or_default();
    // A chart's template names secrets and holds none.
    let is_template = name.starts_with("secret") && parts.next() == Some("templates");
    let is_shown = name.split(['.', '-', '_']).any(|word| SHARED.contains(&word));
    let is_settings = name.contains("env") || name.contains("secret") || name.contains("credential");
    is_template || is_settings && is_shown || path.ends_with(".pub")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy(deny: &[&str], redact: &[&str]) -> Result<EgressPolicy, ConfigError> {
        let list = |texts: &[&str]| Some(texts.iter().map(|&text| text.to_owned()).collect());
        EgressPolicy::from_section(&CloudSection {
            deny_paths: list(deny),
            redact: list(redact),
            ..CloudSection::default()
        })
    }

    #[test]
    fn files_of_keys_never_leave_whatever_the_configuration_says() {
        let policy = EgressPolicy::default();
        for path in [
            "deploy/server.pem",
            "a.key",
            "id_rsa",
            "home/.ssh/id_ed25519",
            "k.p12",
            "k.pfx",
            "k.jks",
            ".env",
            "app/.env.production",
            "APP/.ENV",
            "./.env",
            "a/../.env",
            ".env.example/../server.PEM",
            "id_rsa.old",
            ".envrc",
            "deploy/prod.env",
            "config/secrets.yml",
            "config/secrets.production.yaml",
            "config/credentials.json",
            "config/master.key",
            "infra/terraform.tfstate",
            "infra/prod.tfvars",
            ".aws/credentials",
            ".kube/config",
            ".docker/config.json",
            ".npmrc",
            ".pypirc",
            ".git-credentials",
            "k8s/kubeconfig",
            "gcp-service-account-prod.json",
        ] {
            assert!(policy.denies(path), "{path}");
        }
        for path in [
            ".env.example",
            "app/.env.sample",
            ".env.template",
            "example.env",
            "config/secrets.example.yml",
            "chart/templates/secret.yaml",
            "src/key.rs",
            "src/secrets.rs",
            "src/secrets/mod.rs",
            "environment.py",
            "environments/prod.yml",
            "id_rsa.pub",
        ] {
            assert!(!policy.denies(path), "{path}");
        }
    }

    #[test]
    fn denied_paths_are_denied_however_they_are_written() {
        let policy = policy(&["secret/**", "./Billing/", "**/*.sql", "Keys"], &[]).unwrap();
        for path in [
            "secret/a.py",
            "./secret/a.py",
            "src/../secret/a.py",
            "SECRET/A.py",
            "billing/x/y.rs",
            "db/a.SQL",
            "a/keys/b.py",
        ] {
            assert!(policy.denies(path), "{path}");
        }
        assert!(!policy.denies("src/secret.py") && !policy.denies("src/a.py"));
    }

    #[test]
    fn a_pattern_or_a_glob_that_is_not_valid_names_its_key() {
        assert!(policy(&[], &["("]).unwrap_err().reason.contains("`cloud.redact`"));
        assert!(policy(&[], &["a*"]).unwrap_err().reason.contains("matches where there is nothing"));
        assert!(policy(&["a[b"], &[]).unwrap_err().reason.contains("`cloud.deny_paths`"));
    }
}
