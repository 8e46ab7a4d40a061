//! `review demo`: a small repository with real mistakes, reviewed, and what it shows.

use std::path::{Path, PathBuf};

use git2::{IndexAddOption, Signature, Time};

use super::args::{DemoArgs, Global};
use super::error::Failure;
use super::output::{self, Output};
use super::{CLEAN, FAILED};
use crate::config::Layers;
use crate::embedded;
use crate::git::Repository;
use crate::local::Local;
use crate::local::runtime::RuntimeOptions;
use crate::merge::Baseline;
use crate::report::{self, Context, Format, summary};
use crate::review::{self, Request};
use crate::rules::RuleSet;

const SAMPLE: &str = "src/demo/sample/";

pub(super) fn demo(args: &DemoArgs, global: &Global, output: &Output) -> Result<u8, Failure> {
    let temporary = tempfile::tempdir()?;
    let folder = args.directory.clone().unwrap_or_else(|| temporary.path().join("shop"));
    if folder.read_dir().is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(Failure::refused(format!("{} is not empty", folder.display()), "name a folder that is new"));
    }
    let repository = unpack(&folder).map_err(|error| {
        Failure::refused(format!("the sample cannot be unpacked: {error}"), "name another folder: review demo DIR")
    })?;
    output::print(INTRODUCTION)?;
    let (config, rules) = (Layers::new().finish()?, RuleSet::builtin());
    let local = Local::new(&config.file, RuntimeOptions::new(global.runtime.as_deref(), &config.file.runtime));
    let baseline = Baseline::default();
    let request = Request {
        repository: Some(&repository),
        rules: Some(&rules),
        local: local.as_ref(),
        ..Request::new(&config, &baseline)
    };
    let outcome = review::run(&request)?;
    let excerpts = report::excerpts(Some(&repository), &outcome);
    let (color, width) = (output.color(), output::width());
    let context = Context { rules: &rules, diff: None, excerpts: &excerpts, color, width, early: &[] };
    let mut text = Vec::new();
    report::write(&outcome.review, Format::Full, &context, &mut text)?;
    output::print(&String::from_utf8_lossy(&text))?;
    output::print("Where to look first, by the risk model:\n\n")?;
    output::print(&report::explain(&outcome.review, output::width()))?;
    output::print(&format!("\n{}\n", summary(&outcome.review, outcome.cut)))?;
    output::print(&explanation(args.directory.as_deref()))?;
    Ok(if outcome.review.findings.is_empty() { FAILED } else { CLEAN })
}

const INTRODUCTION: &str = "\
A small shop in Python and Rust, with one commit on `main` and edits that nobody committed yet.
This is what `review` says of those edits:

";

fn explanation(kept: Option<&Path>) -> String {
    let place = kept.map_or("Keep the sample and try for yourself: review demo DIR".to_owned(), |folder| {
        format!("The sample is in {}; try `review -C {0}`", folder.display())
    });
    format!(
        "\n\
What you saw:
  - Only lines that the edits added or removed are commented on; the old code has mistakes too.
  - Risks order what to look at first; a risk alone is no finding. `--explain` prints them in any review.
  - Each finding names its rule: `review rules show RULE` is its manual page.
  - A reason to keep a line as it is goes beside it: review: ignore[RULE] the reason
  - In a hook or in CI the exit code is 1 where there are errors; --fail-on sets the bar.
{place}
"
    )
}

/// The sample as a repository: `before/` committed, `after/` in the working tree.
fn unpack(folder: &PathBuf) -> Result<Repository, Box<dyn std::error::Error>> {
    let mut options = git2::RepositoryInitOptions::new();
    options.initial_head("main").external_template(false);
    let repository = git2::Repository::init_opts(folder, &options)?;
    write_sample("before/", folder)?;
    let mut index = repository.index()?;
    index.add_all(["*"], IndexAddOption::DEFAULT, None)?;
    let tree = repository.find_tree(index.write_tree()?)?;
    index.write()?;
    let author = Signature::new("review", "review@example.com", &Time::new(0, 0))?;
    repository.commit(Some("HEAD"), &author, &author, "A small shop", &tree, &[])?;
    drop(tree);
    write_sample("after/", folder)?;
    Ok(Repository::from_library(repository)?)
}

fn write_sample(state: &str, folder: &Path) -> std::io::Result<()> {
    let prefix = format!("{SAMPLE}{state}");
    for (path, text) in embedded::under(&prefix) {
        let target = folder.join(&path[prefix.len()..]);
        std::fs::create_dir_all(target.parent().expect("it lies in the folder"))?;
        std::fs::write(target, text)?;
    }
    Ok(())
}
