//! `review completions` and `review man`: a shell's completions and the manual pages, from the arguments themselves.

use super::CLEAN;
use super::args::{Cli, CompletionsArgs, ManArgs};
use super::error::Failure;
use super::output;

pub(super) fn completions(args: &CompletionsArgs) -> Result<u8, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command_for_docs(), "review", &mut script);
    output::print(&String::from_utf8_lossy(&script))?;
    Ok(CLEAN)
}

/// Prints the page of the program, or writes a page for each command into a folder.
pub(super) fn man(args: &ManArgs) -> Result<u8, Failure> {
    let command = Cli::command_for_docs();
    if let Some(folder) = &args.directory {
        let unwritten = |reason| Failure::File { path: folder.clone(), action: "written", reason };
        std::fs::create_dir_all(folder).and_then(|()| clap_mangen::generate_to(command, folder)).map_err(unwritten)?;
    } else {
        let mut page = Vec::new();
        clap_mangen::Man::new(command).render(&mut page)?;
        output::print(&String::from_utf8_lossy(&page))?;
    }
    Ok(CLEAN)
}
