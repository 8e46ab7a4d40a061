//! `review setup`: ONNX Runtime, installed where it is found.

use super::CLEAN;
use super::args::SetupArgs;
use super::error::Failure;
use super::output::Output;
use super::session;
use crate::local::runtime::install::{self, Installed, Source};

pub(super) fn setup(args: &SetupArgs, output: &Output) -> Result<u8, Failure> {
    let folder = args.to.clone().or_else(install::default_folder).ok_or_else(|| {
        Failure::refused("there is no data folder to install into", "name a folder: review setup --to DIR")
    })?;
    let configured = session::config(None)?.file.runtime.index;
    let source = match (&args.wheel, &args.index, &configured) {
        (Some(path), _, _) => Source::Wheel(path),
        (None, Some(address), _) => Source::Index { address, set_by: "--index" },
        (None, None, Some(address)) => Source::Index { address, set_by: "`[runtime] index`" },
        (None, None, None) => Source::Configured,
    };
    let installed = install::install(&folder, source, &|text| output.say(text))?;
    let (path, version) = (installed.library().display(), install::VERSION);
    output.say(&match installed {
        Installed::Already(_) => format!("ONNX Runtime is there already: {path}"),
        Installed::Now(_) => format!("installed ONNX Runtime {version}: {path}"),
    });
    if args.to.is_some() {
        output.say(&format!("name it with --runtime, `[runtime] library` or ORT_DYLIB_PATH={path}"));
    }
    Ok(CLEAN)
}
