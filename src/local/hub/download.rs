//! One file of a hub, fetched to a place: in parts where the connection breaks off, again where the hub is busy, and
//! checked at the end.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use reqwest::blocking::Response;
use reqwest::header::{CONTENT_RANGE, ETAG, IF_RANGE, RANGE};
use reqwest::{StatusCode, Url};

use super::listing::Remote;
use super::{Hub, HubError};
use crate::digest::sha256_of;
use crate::http::{self, HttpError, Retries};
use crate::progress::Progress;

/// How often a request may fail in a row, and how long a busy hub is waited for in all.
const RETRIES: u32 = 3;
const LONGEST_REST: Duration = Duration::from_secs(30);

/// The retries of the requests to a hub.
pub(super) fn retries() -> Retries {
    Retries::new(RETRIES, LONGEST_REST)
}

/// A file to be fetched.
pub(super) struct Download<'a> {
    pub hub: &'a Hub,
    /// The model that it is of, for errors.
    pub model: String,
    pub url: Url,
    pub remote: &'a Remote,
    pub target: PathBuf,
    /// The bytes that `bar` counted before.
    pub before: u64,
    pub bar: &'a dyn Progress,
}

/// Why a file did not come whole.
enum Broken {
    Http(HttpError),
    File(io::Error),
    /// More comes than was said.
    Longer,
}

impl From<io::Error> for Broken {
    fn from(error: io::Error) -> Self {
        Self::File(error)
    }
}

impl Download<'_> {
    /// Fetches the file, unless it is there, and returns its SHA-256.
    pub(super) fn run(&self) -> Result<String, HubError> {
        let unwritten = |reason| HubError::File { path: self.target.clone(), reason };
        fs::create_dir_all(self.target.parent().expect("it lies in a folder")).map_err(unwritten)?;
        // A file that is there was checked, but that is some time ago.
        if self.target.is_file() {
            fs::rename(&self.target, self.partial()).map_err(unwritten)?;
        }
        self.complete()?;
        let digest = self.checked()?;
        fs::rename(self.partial(), &self.target).map_err(unwritten)?;
        let _ = fs::remove_file(self.mark());
        Ok(digest)
    }

    /// Tries until all bytes are there; what brings some on does not count as a failure.
    fn complete(&self) -> Result<(), HubError> {
        let mut retries = retries();
        loop {
            let start = self.fetched();
            let Err(broken) = self.attempt(start) else { return Ok(()) };
            if self.fetched() > start {
                retries.progressed();
            }
            match broken {
                Broken::Http(error) if retries.waited(&error) => {}
                Broken::Http(error) => return Err(HubError::of(&self.model, error)),
                Broken::File(reason) => return Err(HubError::File { path: self.partial(), reason }),
                Broken::Longer => return Err(self.changed("it is longer")),
            }
        }
    }

    /// Asks for the bytes that lack, and writes what comes.
    fn attempt(&self, start: u64) -> Result<(), Broken> {
        if start > 0 && self.remote.size == Some(start) {
            self.bar.set(self.before + start);
            return Ok(());
        }
        let response = self.ask(start).map_err(Broken::Http)?;
        let from = format!("bytes {start}-");
        let range = response.headers().get(CONTENT_RANGE).and_then(|value| value.to_str().ok());
        let goes_on =
            response.status() == StatusCode::PARTIAL_CONTENT && range.is_some_and(|own| own.starts_with(&from));
        // A server that knows no ranges sends all of it.
        let start = if goes_on { start } else { 0 };
        self.remember(&response)?;
        let mut file =
            File::options().create(true).append(goes_on).write(true).truncate(!goes_on).open(self.partial())?;
        self.copy(response, &mut file, start)
    }

    fn ask(&self, start: u64) -> Result<Response, HttpError> {
        let mut request = self.hub.request(&self.url);
        if start > 0 {
            request = request.header(RANGE, format!("bytes={start}-"));
        }
        if let Some(mark) = fs::read_to_string(self.mark()).ok().filter(|_| start > 0) {
            request = request.header(IF_RANGE, mark);
        }
        let answer = http::send(&self.hub.client, request);
        if matches!(answer, Err(HttpError::Status { status: 416, .. })) {
            // What is there is no part of the file: it is fetched from its start.
            let _ = fs::remove_file(self.partial());
            return http::send(&self.hub.client, self.hub.request(&self.url));
        }
        answer
    }

    fn copy(&self, mut response: Response, file: &mut File, mut written: u64) -> Result<(), Broken> {
        let mut piece = vec![0; 1 << 16];
        loop {
            self.bar.set(self.before + written);
            let length = match response.read(&mut piece) {
                Ok(length) => length,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(Broken::Http(HttpError::of_body(&error, &self.url))),
            };
            written += length as u64;
            match self.remote.size {
                Some(size) if written > size => return Err(Broken::Longer),
                Some(size) if length == 0 && written < size => {
                    return Err(Broken::Http(HttpError::ended_early(&self.url)));
                }
                _ if length == 0 => return Ok(file.sync_all()?),
                _ => file.write_all(&piece[..length])?,
            }
        }
    }

    /// The digest of what was fetched, if it is the one that the hub gives.
    fn checked(&self) -> Result<String, HubError> {
        let unreadable = |reason| HubError::File { path: self.partial(), reason };
        let found = File::open(self.partial()).and_then(sha256_of).map_err(unreadable)?;
        match &self.remote.sha256 {
            Some(expected) if *expected != found => Err(self.changed(&format!("its SHA-256 is {found}"))),
            _ => Ok(found),
        }
    }

    /// Deletes what was fetched, and says why.
    fn changed(&self, reason: &str) -> HubError {
        let _ = fs::remove_file(self.partial());
        let _ = fs::remove_file(self.mark());
        HubError::Changed { model: self.model.clone(), file: self.remote.path.clone(), reason: reason.to_owned() }
    }

    /// Notes by which mark the server knows this content; only a strong one says that it is the same to the byte.
    fn remember(&self, response: &Response) -> io::Result<()> {
        let mark = response.headers().get(ETAG).and_then(|value| value.to_str().ok());
        let _ = fs::remove_file(self.mark());
        mark.filter(|mark| mark.starts_with('"')).map_or(Ok(()), |mark| fs::write(self.mark(), mark))
    }

    fn fetched(&self) -> u64 {
        fs::metadata(self.partial()).map_or(0, |metadata| metadata.len())
    }

    fn partial(&self) -> PathBuf {
        partial(&self.target)
    }

    fn mark(&self) -> PathBuf {
        with_suffix(&self.target, ".etag")
    }
}

/// Where the part of a file that was fetched lies.
pub(super) fn partial(target: &Path) -> PathBuf {
    with_suffix(target, ".partial")
}

/// A path with something at the end of its name.
pub(super) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    name.into()
}
