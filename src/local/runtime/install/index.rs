//! Which package index is asked: the one that pip or uv is configured with, so that a mirror that a company prescribes
//! is used here, too. None is built in.

use std::path::PathBuf;
use std::{env, fs};

use reqwest::Url;

use super::SetupError;
use crate::http;

/// The variables that name an index, in the order of asking.
const VARIABLES: [&str; 3] = ["PIP_INDEX_URL", "UV_DEFAULT_INDEX", "UV_INDEX_URL"];

/// The name of pip's configuration files.
const FILE: &str = if cfg!(windows) { "pip.ini" } else { "pip.conf" };

/// The file that configures nothing, by which `PIP_CONFIG_FILE` switches all others off.
const NO_FILE: &str = if cfg!(windows) { "nul" } else { "/dev/null" };

/// An index: the address under which each package has a page.
pub(super) struct Index {
    pub url: Url,
}

impl Index {
    /// Reads the address of an index. An error names who set it.
    ///
    /// # Errors
    /// [`SetupError::Index`] for what is not the address of a server.
    pub(super) fn new(address: &str, set_by: &str) -> Result<Self, SetupError> {
        let url = http::url(address.trim());
        let url = url.map_err(|reason| SetupError::Index { set_by: set_by.to_owned(), reason })?;
        Ok(Self { url })
    }

    /// The index of the environment's variables, else of pip's files; none where they name none or forbid it.
    ///
    /// # Errors
    /// [`SetupError::Index`] for what is not the address of a server.
    pub(super) fn configured() -> Result<Option<Self>, SetupError> {
        if is_forbidden(variable("PIP_NO_INDEX").as_deref()) {
            return Ok(None);
        }
        for name in VARIABLES {
            if let Some(address) = variable(name) {
                return Self::new(without_name(&address), name).map(Some);
            }
        }
        for file in pip_files() {
            // A file that is not there or unreadable is one that pip skips, too.
            let text = fs::read_to_string(&file).unwrap_or_default();
            if let Some(address) = index_url(&text) {
                return Self::new(&address, &file.display().to_string()).map(Some);
            }
        }
        Ok(None)
    }
}

fn variable(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.trim().is_empty())
}

/// Whether a value of `PIP_NO_INDEX` switches indexes off.
fn is_forbidden(value: Option<&str>) -> bool {
    value.is_some_and(|value| !matches!(value.trim().to_lowercase().as_str(), "0" | "no" | "n" | "false" | "f" | "off"))
}

/// An address without the name that uv lets it have: `company=https://...`.
fn without_name(address: &str) -> &str {
    match address.split_once('=') {
        Some((name, rest)) if !name.contains([':', '/']) => rest,
        _ => address,
    }
}

/// pip's configuration files, those that override others first: the one that `PIP_CONFIG_FILE` names, the user's, those
/// of the machine. That of an environment is left out: a repository may bring one.
fn pip_files() -> Vec<PathBuf> {
    let named = variable("PIP_CONFIG_FILE").map(PathBuf::from);
    if named.as_ref().is_some_and(|path| path.as_os_str().eq_ignore_ascii_case(NO_FILE)) {
        return Vec::new();
    }
    let replaces_users = named.as_ref().is_some_and(|path| path.exists());
    let mut files: Vec<_> = named.into_iter().collect();
    if !replaces_users {
        files.extend(users_files());
    }
    files.extend(machines_files());
    files
}

fn users_files() -> Vec<PathBuf> {
    let home = dirs::home_dir();
    let in_home = |folder: &str| home.as_ref().map(|home| home.join(folder).join(FILE));
    let newest = dirs::config_dir().map(|folder| folder.join("pip").join(FILE));
    let legacy = if cfg!(windows) { in_home("pip") } else { in_home(".pip") };
    [newest, in_home(".config/pip"), legacy].into_iter().flatten().collect()
}

fn machines_files() -> Vec<PathBuf> {
    if cfg!(target_os = "macos") {
        return vec![PathBuf::from("/Library/Application Support/pip").join(FILE)];
    }
    if cfg!(windows) {
        return variable("ProgramData")
            .map(|folder| PathBuf::from(folder).join("pip").join(FILE))
            .into_iter()
            .collect();
    }
    let folders = variable("XDG_CONFIG_DIRS").unwrap_or_else(|| "/etc/xdg".to_owned());
    let folders: Vec<_> = env::split_paths(&folders).filter(|folder| folder.is_absolute()).collect();
    // As pip has it, a later folder overrides an earlier one, and /etc all of them.
    let of_programs = folders.iter().rev().map(|folder| folder.join("pip").join(FILE));
    std::iter::once(PathBuf::from("/etc").join(FILE)).chain(of_programs).collect()
}

/// `index-url` in the text of a configuration file of pip: that of `[install]`, else of `[global]`.
fn index_url(text: &str) -> Option<String> {
    let mut section = String::new();
    let mut found: Vec<(String, String)> = Vec::new();
    let mut is_open = false;
    for line in text.trim_start_matches('\u{feff}').lines() {
        let words = line.trim();
        if words.is_empty() || words.starts_with(['#', ';']) {
            continue;
        }
        if line.starts_with([' ', '\t']) {
            // A value may go on, or begin, on a line of its own.
            if let Some((_, value)) = found.last_mut().filter(|(_, value)| is_open && value.is_empty()) {
                words.clone_into(value);
            }
            continue;
        }
        is_open = false;
        if let Some(name) = words.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            name.clone_into(&mut section);
        } else if let Some((key, value)) = words.split_once(['=', ':'])
            && key.trim().to_lowercase().replace('_', "-") == "index-url"
        {
            found.push((section.clone(), value.trim().to_owned()));
            is_open = true;
        }
    }
    let of_section =
        |wanted: &str| found.iter().rfind(|(section, value)| section == wanted && !value.is_empty()).cloned();
    of_section("install").or_else(|| of_section("global")).map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn index_url_is_read_as_pip_reads_it() {
        let cases = [
            ("[global]\nindex-url = https://a.example/simple\n", Some("https://a.example/simple")),
            ("\u{feff}[global]\r\nINDEX_URL: https://a.example\r\n", Some("https://a.example")),
            ("[global]\nindex-url =\n    https://a.example\ntimeout = 3\n", Some("https://a.example")),
            ("[install]\nindex-url=https://i\n[global]\nindex-url=https://g\n", Some("https://i")),
            ("[global]\n# index-url = https://a\n; index-url = https://b\nextra-index-url = https://c\n", None),
            ("[download]\nindex-url = https://a\n", None),
            ("[global]\nindex-url\n[global\nno = \n  =\n", None),
            ("[global]\nindex-url =\nfind-links =\n  https://other\n", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(index_url(text).as_deref(), expected, "{text:?}");
        }
    }

    #[test]
    fn an_index_of_uv_may_have_a_name() {
        assert_eq!(without_name("company=https://a.example/simple"), "https://a.example/simple");
        assert_eq!(without_name("https://a.example/simple?x=1"), "https://a.example/simple?x=1");
    }

    #[test]
    fn pip_no_index_is_off_where_its_value_says_so() {
        for (value, expected) in [(None, false), (Some("0"), false), (Some("False"), false), (Some("1"), true)] {
            assert_eq!(is_forbidden(value), expected, "{value:?}");
        }
    }

    #[test]
    fn what_is_not_an_address_is_reported_with_who_set_it_and_without_its_password() {
        let error = Index::new("ftp://me:secret@a.example", "PIP_INDEX_URL").err().unwrap().to_string();
        assert!(error.contains("PIP_INDEX_URL") && !error.contains("secret"), "{error}");
    }
}
