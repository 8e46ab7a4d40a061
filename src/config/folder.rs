//! The `review.toml` of a folder: which of its keys are about the folder, and its paths as paths from the root.

use toml::{Table, Value};

use super::keys::OF_FOLDERS;

/// Takes out the keys that are about the whole run; what is to be said of them.
pub(super) fn restrict(name: &str, table: &mut Table) -> Vec<String> {
    let mut warnings = Vec::new();
    for (section, entries) in table.iter_mut() {
        let Some(entries) = entries.as_table_mut() else { continue };
        entries.retain(|key, value| {
            let is_rule = section == "rules" && value.is_table();
            let stays = is_rule || OF_FOLDERS.contains(&(section, key));
            if !stays {
                warnings.push(format!(
                    "`{section}.{key}` in {name} is ignored: it is about the whole run, which the configuration at the \
                     root decides"
                ));
            }
            stays
        });
    }
    warnings
}

/// Makes the patterns of a folder's file patterns from the root.
pub(super) fn anchor(folder: &str, table: &mut Table) {
    for (section, entries) in table.iter_mut() {
        let Some(entries) = entries.as_table_mut() else { continue };
        for (key, value) in entries.iter_mut() {
            match value {
                Value::Array(patterns) if (&**section, &**key) != ("rules", "disable") => anchor_all(folder, patterns),
                Value::Table(rule) => {
                    let lists = rule.iter_mut().filter_map(|(_, value)| value.as_array_mut());
                    lists.for_each(|patterns| anchor_all(folder, patterns));
                }
                _ => {}
            }
        }
    }
}

fn anchor_all(folder: &str, patterns: &mut [Value]) {
    for pattern in patterns {
        if let Value::String(text) = pattern {
            *text = anchored(folder, text);
        }
    }
}

/// A pattern that means within a folder what it would mean at the root.
fn anchored(folder: &str, pattern: &str) -> String {
    if pattern.trim().is_empty() || pattern.starts_with('#') {
        return pattern.to_owned();
    }
    let (mark, pattern) = pattern.strip_prefix('!').map_or(("", pattern), |pattern| ("!", pattern));
    let mut literal = String::new();
    for character in folder.chars() {
        match character {
            '[' | ']' | '*' | '?' | '{' | '}' => literal.extend(['[', character, ']']),
            character => literal.push(character),
        }
    }
    let rest = pattern.trim_start_matches("./").trim_start_matches('/');
    let is_name = rest.len() == pattern.len() && !rest.trim_end().trim_end_matches('/').contains('/');
    match rest {
        "" | "." => format!("{mark}/{literal}"),
        name if is_name => format!("{mark}/{literal}/**/{name}"),
        path => format!("{mark}/{literal}/{path}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::globs::{Excludes, paths};

    #[test]
    fn patterns_of_a_folder_are_about_that_folder_alone() {
        for (pattern, inside) in [
            ("gen", "a[1]/gen/x.py"),
            ("gen/", "a[1]/deep/gen/x.py"),
            ("/gen", "a[1]/gen/x.py"),
            ("./gen/**", "a[1]/gen/x.py"),
            ("*.py", "a[1]/x.py"),
            (".", "a[1]/x.py"),
        ] {
            let pattern = anchored("a[1]", pattern);
            let set = Excludes::new(&[&pattern]).unwrap();
            assert!(set.excludes(inside) && !set.excludes("gen/x.py") && !set.excludes("b/gen/x.py"), "{pattern}");
            let set = paths(&[&pattern]).unwrap().unwrap();
            assert!(set.is_match(inside) && !set.is_match("gen/x.py") && !set.is_match("a1/gen/x.py"), "{pattern}");
        }
        let back = [anchored("a", "*.py"), anchored("a", "!keep.py")];
        assert!(!Excludes::new(&back).unwrap().excludes("a/keep.py"));
    }

    #[test]
    fn what_is_about_the_whole_run_is_taken_out_and_named() {
        let text = "[review]\nfail_on = \"info\"\nexclude = [\"gen\"]\n[rules.\"a/b\"]\npaths = [\"x\"]\n[cloud]\nmodel = \"m\"";
        let mut table: Table = text.parse().unwrap();
        let warnings = restrict("sub/review.toml", &mut table);
        assert_eq!(warnings.len(), 2);
        assert!(warnings.iter().any(|warning| warning.starts_with("`review.fail_on` in sub/review.toml is ignored")));
        anchor("sub", &mut table);
        assert_eq!(table["review"]["exclude"][0].as_str(), Some("/sub/**/gen"));
        assert_eq!(table["rules"]["a/b"]["paths"][0].as_str(), Some("/sub/**/x"));
        assert!(table["cloud"].as_table().unwrap().is_empty());
    }
}
