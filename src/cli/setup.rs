//! `review setup`: ONNX Runtime, installed where it is found.

use super::CLEAN;
use super::args::{Global, SetupArgs};
use super::error::Failure;
use super::output::Output;
use super::session;
use crate::local::runtime::install::{self, Source};

pub(super) fn setup(args: &SetupArgs, global: &Global, output: &Output) -> Result<u8, Failure> {
    let folder = args.to.clone().or_else(install::default_folder).ok_or_else(|| {
        Failure::refused("there is no data folder to install into", "name a folder: review setup --to DIR")
    })?;
    let configured = session::user_config(global)?.file.runtime.index;
    let source = Source::named(args.wheel.as_deref(), args.index.as_deref(), configured.as_deref());
    let installed = install::install(&folder, source, &|text| output.say(text))?;
    output.say(&installed.to_string());
    if args.to.is_some() {
        let path = installed.library().display();
        output.say(&format!("name it with --runtime, `[runtime] library` or ORT_DYLIB_PATH={path}"));
    }
    Ok(CLEAN)
}
