//! `review models add`: a package, a model as published, or one on a hub becomes a package of this machine.

use std::env;
use std::path::{MAIN_SEPARATOR, Path};

use super::{languages, size, store};
use crate::cli::CLEAN;
use crate::cli::args::{AddArgs, Global};
use crate::cli::error::Failure;
use crate::cli::output::Output;
use crate::cli::session;
use crate::local::hub::{self, Fetched, Hub, HubName};
use crate::local::package::published::{Published, Wishes};
use crate::local::package::{MANIFEST, Package, PackageError};
use crate::local::registry::{Registry, RegistryError};

pub(super) fn add(registry: &Registry<()>, args: &AddArgs, global: &Global, output: &Output) -> Result<u8, Failure> {
    let folder = Path::new(&args.model);
    let name = match HubName::read(&args.model).filter(|_| !is_folder(&args.model)) {
        Some(name) => {
            let configured = session::user_config(global)?.file.local.hub;
            fetched(registry, args, &name, configured, output)?
        }
        None if args.hub.is_some() => return Err(not_a_name(&args.model)),
        None if folder.join(MANIFEST).exists() => packaged(registry, args, folder)?,
        None if folder.is_dir() => published(registry, args, folder)?,
        None => return Err(no_folder(&args.model)),
    };
    let package = Package::read(&store()?.folder().join(&name))?;
    let (task, takes) = (package.manifest.task.name(), size(package.size()));
    let for_what = languages(&package.manifest.languages);
    output.say(&format!(
        "added `{name}` for {task}, {for_what} ({takes}); `[local] {task} = \"{name}\"` makes it the only one"
    ));
    Ok(CLEAN)
}

/// Whether a text is a folder's: one that is there, or one that is written as a path.
fn is_folder(text: &str) -> bool {
    let path = Path::new(text);
    let written = text.starts_with('.') || text.contains(MAIN_SEPARATOR) && MAIN_SEPARATOR != '/';
    written || path.is_absolute() || path.is_dir()
}

/// A folder with a manifest.
fn packaged(registry: &Registry<()>, args: &AddArgs, folder: &Path) -> Result<String, Failure> {
    let said = [("--name", args.name.is_some()), ("--variant", args.variant.is_some())];
    let said = said.into_iter().chain([("--language", !args.language.is_empty())]);
    if let Some((option, _)) = said.into_iter().find(|(_, given)| *given) {
        let reason = format!("`{option}` is for a model as published, and {} has a {MANIFEST}", folder.display());
        return Err(Failure::refused(reason, format!("edit the {MANIFEST}, which says so itself")));
    }
    let package = Package::read(folder)?;
    package.check()?;
    free(registry, package.name())?;
    store()?.add(&package, folder)?;
    Ok(package.name().to_owned())
}

/// A folder as others publish a model.
fn published(registry: &Registry<()>, args: &AddArgs, folder: &Path) -> Result<String, Failure> {
    let published = Published::read(folder, &wishes(args)).map_err(PackageError::from)?;
    let name = published.manifest.name.clone();
    free(registry, &name)?;
    store()?.add_published(&published)?;
    Ok(name)
}

/// A model on a hub.
fn fetched(
    registry: &Registry<()>,
    args: &AddArgs,
    name: &HubName,
    configured: Option<String>,
    output: &Output,
) -> Result<String, Failure> {
    let wishes = wishes(args);
    if let Some(own) = &wishes.name {
        free(registry, own)?;
    }
    let variable = |name| env::var(name).ok().filter(|value| !value.is_empty());
    let address = args.hub.clone().or(configured).or_else(|| variable("HF_ENDPOINT"));
    let address = address.unwrap_or_else(|| hub::DEFAULT.to_owned());
    let bar = output.progress_of_bytes();
    let fetched = Hub::open(&address, variable("HF_TOKEN"))?.fetch(name, &wishes, &store()?, &bar);
    bar.clear();
    let fetched = fetched?;
    if let Fetched::Already(own) = &fetched {
        output.say(&format!("another process has fetched `{own}` meanwhile"));
    }
    Ok(fetched.name().to_owned())
}

fn wishes(args: &AddArgs) -> Wishes {
    let AddArgs { name, variant, language, .. } = args.clone();
    Wishes { name, variant, languages: language, ..Wishes::default() }
}

fn free(registry: &Registry<()>, name: &str) -> Result<(), Failure> {
    if registry.get(name).is_some() { Err(RegistryError::Taken(name.to_owned()).into()) } else { Ok(()) }
}

fn not_a_name(text: &str) -> Failure {
    Failure::refused(
        format!("`{text}` is no name on a hub"),
        "a hub's models are called OWNER/NAME or OWNER/NAME@REVISION",
    )
}

fn no_folder(text: &str) -> Failure {
    Failure::refused(
        format!("there is no folder {text}"),
        "name the folder of a model, or OWNER/NAME to fetch one from a hub",
    )
}
