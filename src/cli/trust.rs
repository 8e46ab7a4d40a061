//! `review trust`: the user's consent to what this repository's `review.toml` asks for.

use super::CLEAN;
use super::args::{Global, TrustArgs};
use super::error::{Failure, no_folder};
use super::output::Output;
use super::session;
use crate::config::{FILE_NAME, Layers, Sources, TrustStore};
use crate::git::Repository;
use crate::project::Project;

pub(super) fn trust(args: &TrustArgs, global: &Global, output: &Output) -> Result<u8, Failure> {
    let repository = Repository::open(&session::folder(global)?)?;
    let root = repository
        .work_tree()
        .ok_or_else(|| Failure::refused("a bare repository has no review.toml to trust", "run it in a working tree"))?;
    let mut store = TrustStore::open()
        .ok_or_else(|| no_folder("there is no data folder to remember it in", "set XDG_DATA_HOME or HOME"))?;
    let unwritten = |reason| Failure::File { path: root.join(FILE_NAME), action: "remembered", reason };
    if args.revoke {
        let was_there = store.revoke(root).map_err(unwritten)?;
        output.say(if was_there { "this repository is no longer trusted" } else { "this repository was not trusted" });
        return Ok(CLEAN);
    }
    let project = Project::of_folder(root);
    if let Some(reason) = project.refusal(FILE_NAME) {
        return Err(Failure::refused(format!("{FILE_NAME} is not read: {reason}"), "put a regular file there"));
    }
    let sources = Sources::find(|name| project.text(name))?;
    let source = sources
        .first()
        .ok_or_else(|| Failure::refused("this repository has no review.toml", "`review init` writes one"))?;
    let ignored = Layers::new().repository(source, false)?.finish()?.warnings;
    store.accept(root, source.text).map_err(unwritten)?;
    output.say(&format!("this {} is trusted as it is now; any change to it asks again. It sets:", source.file));
    if ignored.is_empty() {
        output.say("  nothing that needed your consent");
    }
    for warning in ignored {
        output.say(&format!("  {}", warning.split(" in ").next().unwrap_or(&warning)));
    }
    Ok(CLEAN)
}
