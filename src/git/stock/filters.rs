//! What git stores for files that a filter changes. A filter is a command: it is run where the user's own configuration
//! names it, and not where that of the repository does.

use std::process::Command;

use super::Stock;
use super::program::{LOCAL, argument, configure, output};
use crate::git::conversion::{Attributes, Converter, NAMES};

/// A key of git's configuration that says how content is converted, or what is run.
pub(super) struct Setting {
    /// `system`, `global`, `local`, `worktree` or `command`.
    pub scope: String,
    pub key: String,
    pub value: String,
}

impl Setting {
    /// Whether it is from the repository itself, and not from the user.
    pub(super) fn is_of_repository(&self) -> bool {
        ["local", "worktree"].contains(&&*self.scope)
    }

    /// The filter whose content it changes.
    fn filter(&self) -> Option<&str> {
        let (name, what) = self.key.strip_prefix("filter.")?.rsplit_once('.')?;
        (["clean", "process"].contains(&what) && !self.value.is_empty()).then_some(name)
    }
}

impl Stock {
    /// Every setting, as git sees them.
    pub(super) fn settings(&self) -> &[Setting] {
        self.settings.get_or_init(|| {
            let mut command = self.command(["config", "--list", "--show-scope", "-z"]);
            command.env_remove("GIT_NO_LAZY_FETCH");
            parsed(&output(command, None, LOCAL).unwrap_or_default())
        })
    }

    /// The last value of a setting.
    pub(super) fn setting(&self, key: &str) -> Option<&str> {
        self.settings().iter().rev().find(|setting| setting.key == key).map(|setting| &*setting.value)
    }

    /// Settings that switch filters off.
    pub(super) fn without_filters(&self, is_off: impl Fn(&Setting) -> bool) -> Vec<(String, String)> {
        let names = self.settings().iter().filter(|setting| is_off(setting)).filter_map(Setting::filter);
        let mut names: Vec<&str> = names.collect();
        names.sort_unstable();
        names.dedup();
        let off = [("clean", ""), ("smudge", ""), ("process", ""), ("required", "false")];
        let settings = names
            .into_iter()
            .flat_map(|name| off.map(|(what, value)| (format!("filter.{name}.{what}"), value.to_owned())));
        settings.collect()
    }

    /// Attributes of paths, by `git check-attr`.
    fn check_attributes(&self, paths: &[&[u8]]) -> Option<Vec<Attributes>> {
        let mut input = paths.join(&0);
        input.push(0);
        let command = self.command(["check-attr", "-z", "--stdin"].iter().chain(&NAMES));
        let printed = output(command, Some(input), LOCAL).ok()?;
        let mut values = printed.split(|byte| *byte == 0).skip(2).step_by(3);
        let mut all = Vec::with_capacity(paths.len());
        for _ in paths {
            let mut attributes = Attributes::default();
            for value in &mut attributes.0 {
                let text = String::from_utf8_lossy(values.next()?).into_owned();
                *value = (text != "unspecified").then_some(text);
            }
            all.push(attributes);
        }
        Some(all)
    }

    /// Has git store a file as its filters turn it, in a folder of its own that is gone afterwards, and reads it there.
    fn stored(&self, path: &[u8]) -> Result<Vec<u8>, String> {
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        let objects = self.location.objects_folders();
        let command = |arguments: &[&str]| {
            let mut command = self.command(arguments);
            command.env("GIT_OBJECT_DIRECTORY", folder.path());
            command.env("GIT_ALTERNATE_OBJECT_DIRECTORIES", &objects);
            configure(&mut command, self.without_filters(Setting::is_of_repository));
            command
        };
        let mut hash: Command = command(&["hash-object", "-w", "--"]);
        hash.arg(argument(&[b"./", path].concat()));
        let id = String::from_utf8_lossy(&output(hash, None, LOCAL)?).trim().to_owned();
        output(command(&["cat-file", "blob", &id]), None, LOCAL)
    }
}

fn parsed(printed: &[u8]) -> Vec<Setting> {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let mut fields = printed.split(|byte| *byte == 0);
    let mut settings = Vec::new();
    while let (Some(scope), Some(setting)) = (fields.next(), fields.next()) {
        // A key without a value means that it is true.
        let end = setting.iter().position(|byte| *byte == b'\n');
        let key = text(&setting[..end.unwrap_or(setting.len())]);
        let value = end.map_or_else(|| "true".to_owned(), |end| text(&setting[end + 1..]));
        settings.push(Setting { scope: text(scope), key, value });
    }
    settings
}

impl Converter for Stock {
    fn attributes(&self, paths: &[&[u8]]) -> Vec<Attributes> {
        self.check_attributes(paths).unwrap_or_else(|| vec![Attributes::default(); paths.len()])
    }

    fn has_compared(&self) -> bool {
        false
    }

    fn autocrlf(&self) -> bool {
        let value = self.setting("core.autocrlf").unwrap_or_default();
        ["true", "input", "yes", "on", "1"].contains(&&*value.to_ascii_lowercase())
    }

    fn indexed(&self, path: &[u8]) -> Option<Vec<u8>> {
        let name = format!(":0:{}", std::str::from_utf8(path).ok()?);
        self.object(&name, super::MOST_INDEXED).ok()??.content
    }

    fn has_filter(&self, name: &str) -> bool {
        self.settings().iter().any(|setting| setting.filter() == Some(name))
    }

    fn filtered(&self, filter: &str, path: &[u8]) -> Result<Vec<u8>, String> {
        let is_users = |setting: &Setting| setting.filter() == Some(filter) && !setting.is_of_repository();
        if !self.settings().iter().any(is_users) {
            return Err(format!(
                "the configuration of this repository sets its filter `{filter}`, which is not run; \
                 to have it run, set it in your own: git config --global filter.{filter}.clean COMMAND"
            ));
        }
        self.stored(path).map_err(|reason| format!("its filter `{filter}` failed: {reason}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_read_with_their_scopes() {
        let read = parsed(b"global\0core.autocrlf\ninput\0local\0filter.a.b.clean\nsed -e\ns/x/y/\0local\0core.bare\0");
        let all: Vec<_> = read.iter().map(|own| (own.is_of_repository(), &*own.key, &*own.value)).collect();
        let expected = [
            (false, "core.autocrlf", "input"),
            (true, "filter.a.b.clean", "sed -e\ns/x/y/"),
            (true, "core.bare", "true"),
        ];
        assert_eq!(all, expected);
        assert_eq!(read[1].filter(), Some("a.b"));
    }
}
