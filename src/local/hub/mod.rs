//! A hub that models are published on: a name comes in; the files that are needed are listed, fetched and checked, and
//! a package in the user's store goes out.

mod disk_space;
mod download;
mod error;
mod listing;
mod name;

pub use error::HubError;
pub use name::HubName;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::Duration;

use reqwest::Url;
use reqwest::blocking::{Client, RequestBuilder};

use self::download::{Download, retries, with_suffix};
use self::listing::{Listing, Remote};
use super::package::published::{Published, PublishedError, Selection, Wishes, select, valid_name};
use super::registry::Store;
use crate::digest::short;
use crate::http::{self, HttpError, Redirects, Times};
use crate::progress::Progress;

/// The hub that is used unless another is named.
pub const DEFAULT: &str = "https://huggingface.co";

/// How long a hub is waited for.
const TIMES: Times = Times { connect: Duration::from_secs(15), idle: Duration::from_secs(30) };

/// A hub, and what it takes to ask it.
#[derive(Debug)]
pub struct Hub {
    endpoint: Url,
    token: Option<String>,
    client: Client,
}

/// What became of a model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fetched {
    /// Another process has fetched it meanwhile.
    Already(String),
    /// It was fetched.
    Now(String),
}

impl Fetched {
    /// The name of the package.
    pub fn name(&self) -> &str {
        match self {
            Self::Already(name) | Self::Now(name) => name,
        }
    }
}

impl Hub {
    /// A hub by its address. The token, where there is one, is sent to this host alone, and never in the clear.
    ///
    /// # Errors
    /// What is no address.
    pub fn open(endpoint: &str, token: Option<String>) -> Result<Self, HubError> {
        let unusable = |error: HttpError| HubError::Address(error.to_string());
        let endpoint = http::url(endpoint).map_err(unusable)?;
        let client = http::client(&endpoint, Redirects::Anywhere, TIMES).map_err(unusable)?;
        let safe = endpoint.scheme() == "https" || http::is_this_machine(&endpoint);
        Ok(Self { endpoint, token: token.filter(|token| safe && !token.is_empty()), client })
    }

    /// Fetches a model into the store, in one form, and goes on where it was broken off before. Of several processes
    /// that do so at once, one does and the others wait for it. `bar` counts bytes.
    ///
    /// # Errors
    /// See [`HubError`]. What was fetched so far is kept for the next time.
    pub fn fetch(
        &self,
        name: &HubName,
        wishes: &Wishes,
        store: &Store,
        bar: &dyn Progress,
    ) -> Result<Fetched, HubError> {
        let own = wishes.name.clone().or_else(|| valid_name(&name.name));
        let own = own.ok_or_else(|| PublishedError::Name(name.name.clone()))?;
        store.free(&own)?;
        let listing = self.list(name)?;
        let paths: Vec<_> = listing.files.iter().map(|file| file.path.as_str()).collect();
        let selection = select(&name.to_string(), &paths, wishes.variant.as_deref())?;
        let failed = |path: &Path| {
            let path = path.to_path_buf();
            move |reason| HubError::File { path, reason }
        };
        let folder = folder(store, name, &listing, &selection);
        fs::create_dir_all(store.downloads()).map_err(failed(&store.downloads()))?;
        let lock_path = with_suffix(&folder, ".lock");
        let lock = File::create(&lock_path).map_err(failed(&lock_path))?;
        // Where a file system knows no locks, two may do the same work; the last step is safe for both.
        let _ = lock.lock();
        if store.free(&own).is_err() {
            return Ok(Fetched::Already(own));
        }
        // Not before the lock is held: the last step of another process moves this folder away.
        fs::create_dir_all(&folder).map_err(failed(&folder))?;
        let known = self.download(name, &listing, &selection, &folder, bar)?;
        let source = format!("{}@{}", self.address(&[&name.owner, &name.name]), listing.commit);
        let version = listing.commit.chars().take(12).collect();
        let wishes = Wishes { name: Some(own.clone()), version: Some(version), source: Some(source), ..wishes.clone() };
        store.take(&Published::read(&folder, &wishes)?, &known)?;
        Ok(Fetched::Now(own))
    }

    /// The files of a repository.
    fn list(&self, name: &HubName) -> Result<Listing, HubError> {
        let mut url = self.address(&["api", "models", &name.owner, &name.name, "revision", &name.revision]);
        url.set_query(Some("blobs=true"));
        let mut retries = retries();
        loop {
            match http::send(&self.client, self.request(&url)) {
                Ok(answer) => return Listing::read(answer, name),
                Err(error) if retries.waited(&error) => {}
                Err(error) => return Err(HubError::of(&name.to_string(), error)),
            }
        }
    }

    /// Fetches the selected files into a folder, those that say what the model is before its weights, and returns their
    /// digests.
    fn download(
        &self,
        name: &HubName,
        listing: &Listing,
        selection: &Selection,
        folder: &Path,
        bar: &dyn Progress,
    ) -> Result<BTreeMap<String, String>, HubError> {
        let remote =
            |file: &String| listing.get(&format!("{}{file}", selection.base)).expect("it was selected from the list");
        let (weights, rest): (Vec<_>, Vec<_>) = selection.files.iter().partition(|file| file.contains(".onnx"));
        let remotes: Vec<&Remote> = selection.files.iter().map(remote).collect();
        let targets: Vec<_> = selection.files.iter().map(|file| folder.join(file)).collect();
        let bytes = disk_space::check(folder, &remotes, &targets)?;
        bar.start(bytes);
        let mut digests = BTreeMap::new();
        let mut before = 0;
        for (number, file) in rest.iter().chain(&weights).enumerate() {
            if number == rest.len() {
                selection.check(folder)?;
            }
            let remote = remote(file);
            let model = name.to_string();
            let url = self.file(name, &listing.commit, &remote.path);
            let download = Download { hub: self, model, url, remote, target: folder.join(file), before, bar };
            digests.insert((*file).clone(), download.run()?);
            before += fs::metadata(folder.join(file)).map_or(0, |file| file.len());
        }
        Ok(digests)
    }

    fn file(&self, name: &HubName, commit: &str, path: &str) -> Url {
        let parts = [&name.owner, &name.name, "resolve", commit];
        self.address(&parts.into_iter().chain(path.split('/')).collect::<Vec<_>>())
    }

    /// An address on the hub; what has a meaning in addresses is escaped in each part.
    fn address(&self, parts: &[&str]) -> Url {
        let mut url = self.endpoint.clone();
        url.path_segments_mut().expect("http has paths").pop_if_empty().extend(parts);
        url
    }

    fn request(&self, url: &Url) -> RequestBuilder {
        let request = self.client.get(url.clone());
        match &self.token {
            Some(token) => request.bearer_auth(token),
            None => request,
        }
    }
}

/// Where the files of one form of a model at one commit come about, in the store, so that the last step is a move.
fn folder(store: &Store, name: &HubName, listing: &Listing, selection: &Selection) -> PathBuf {
    let key = short(&[&listing.commit, &selection.base, selection.model.as_deref().unwrap_or_default()]);
    store.downloads().join(format!("{}--{}--{key}", name.owner, name.name))
}
