//! Attributes and settings that convert content, by libgit2; what only a filter can tell, git itself is asked.

use git2::{AttrCheckFlags, AttrValue};

use super::Library;
use crate::git::conversion::{Attributes, Converter, NAMES};
use crate::git::worktree::native_path;

impl Library {
    fn attributes_of(&self, path: &[u8]) -> Attributes {
        let path = native_path(path);
        Attributes(NAMES.map(|name| {
            let value = self.repository.get_attr_bytes(&path, name, AttrCheckFlags::FILE_THEN_INDEX).ok()?;
            match AttrValue::always_bytes(value) {
                AttrValue::True => Some("set".to_owned()),
                AttrValue::False => Some("unset".to_owned()),
                AttrValue::Bytes(text) => Some(String::from_utf8_lossy(text).into_owned()),
                AttrValue::String(text) => Some(text.to_owned()),
                AttrValue::Unspecified => None,
            }
        }))
    }

    fn filter_names(&self) -> Vec<String> {
        let Ok(config) = self.repository.config() else { return Vec::new() };
        let mut names = Vec::new();
        if let Ok(entries) = config.entries(Some(r"^filter\..*\.(clean|process)$")) {
            let _ = entries.for_each(|entry| {
                let name = entry.name().ok().and_then(|name| name.strip_prefix("filter.")?.rsplit_once('.'));
                names.extend(name.map(|(name, _)| name.to_owned()));
            });
        }
        names
    }
}

impl Converter for Library {
    fn attributes(&self, paths: &[&[u8]]) -> Vec<Attributes> {
        paths.iter().map(|path| self.attributes_of(path)).collect()
    }

    fn has_compared(&self) -> bool {
        true
    }

    fn autocrlf(&self) -> bool {
        let Ok(config) = self.repository.config() else { return false };
        let is_input = config.get_string("core.autocrlf").is_ok_and(|value| value.eq_ignore_ascii_case("input"));
        is_input || config.get_bool("core.autocrlf").unwrap_or(false)
    }

    fn indexed(&self, path: &[u8]) -> Option<Vec<u8>> {
        let entry = self.repository.index().ok()?.get_path(&native_path(path), 0)?;
        Some(self.repository.find_blob(entry.id).ok()?.content().to_vec())
    }

    fn has_filter(&self, name: &str) -> bool {
        self.filters.borrow_mut().get_or_insert_with(|| self.filter_names()).iter().any(|own| own == name)
    }

    fn filtered(&self, filter: &str, path: &[u8]) -> Result<Vec<u8>, String> {
        let stock = self.stock().ok_or_else(|| format!("its filter `{filter}` needs git, which is not on PATH"))?;
        stock.filtered(filter, path)
    }
}
