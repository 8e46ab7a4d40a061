//! `review init`: a `review.toml` to start from.

use super::CLEAN;
use super::args::{Global, InitArgs};
use super::error::Failure;
use super::output::Output;
use super::session;
use crate::config::FILE_NAME;
use crate::git::Repository;

const START: &str = r#"# What `review` does in this repository. Every key: `review schema config`.

[review]
# From which severity on the exit code is 1: error, warning, info or never.
fail_on = "error"
# Files and folders that are not reviewed, named as in a .gitignore.
# exclude = ["vendor/", "*.min.js"]

[rules]
# Rules that do not run; "python/*" is all of a language. `review rules list` prints them.
disable = []

# A single rule:
# [rules."python/print-left"]
# severity = "info"
# exclude = ["scripts/"]
"#;

pub(super) fn init(args: &InitArgs, global: &Global, output: &Output) -> Result<u8, Failure> {
    let folder = session::folder(global)?;
    let repository = Repository::open(&folder)?;
    let root = repository.work_tree().ok_or_else(|| {
        Failure::refused("a bare repository has no place for a review.toml", "run it in a working tree")
    })?;
    let path = root.join(FILE_NAME);
    if path.is_symlink() {
        let reason = format!("{} is a symbolic link", path.display());
        return Err(Failure::refused(reason, "a repository's configuration is a regular file: remove the link first"));
    }
    if path.exists() && !args.force {
        return Err(Failure::refused(format!("{} is there already", path.display()), "overwrite it with --force"));
    }
    std::fs::write(&path, START).map_err(|reason| Failure::File { path: path.clone(), action: "written", reason })?;
    output.say(&format!("wrote {}; `review` reads it from now on", path.display()));
    Ok(CLEAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_it_writes_is_a_valid_configuration() {
        let layers =
            crate::config::Layers::new().repository(&crate::config::Source::review_toml(START), false).unwrap();
        assert!(layers.finish().unwrap().warnings.is_empty());
    }
}
