//! A package index, asked the way installers do: the page of a package (PEP 691 in JSON, PEP 503 in HTML) lists its
//! files with their digests, and the file with the pinned digest is fetched.

use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use reqwest::Url;
use reqwest::header::ACCEPT;
use serde::Deserialize;

use super::SetupError;
use super::index::Index;
use super::wheel::Wheel;
use crate::http::{self, HttpError, Redirects, Retries, Times, host};

/// How long an index is waited for.
const TIMES: Times = Times { connect: Duration::from_secs(15), idle: Duration::from_secs(30) };

/// How often a request may fail in a row, and how long a busy index is waited for in all.
const RETRIES: u32 = 3;
const LONGEST_REST: Duration = Duration::from_secs(30);

/// Bytes of a page at most.
const LARGEST_PAGE: u64 = 32 << 20;

/// Bytes of a wheel at most; that of today has 20 million.
const LARGEST_WHEEL: u64 = 256 << 20;

/// The forms of a page, the better first.
const FORMS: &str = "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.1";

/// Fetches the wheel into a folder and returns its path. Its digest is not yet checked: it is what the index says it is.
///
/// # Errors
/// An index that cannot be asked, or does not have the wheel.
pub(super) fn fetch(index: &Index, wheel: &Wheel, folder: &Path) -> Result<PathBuf, SetupError> {
    let page = page_of(&index.url);
    let (base, text) = read_page(&page)?;
    let host = host(&page);
    let address = address_in(&text, &base, wheel.sha256);
    let address = address.ok_or(SetupError::NotOffered { host, expected: wheel.sha256 })?;
    let target = folder.join("onnxruntime.whl");
    let mut retries = Retries::new(RETRIES, LONGEST_REST);
    loop {
        match download(&with_credentials(address.clone(), &index.url), &target) {
            Err(SetupError::Download(error)) if retries.waited(&error) => {}
            done => return done.map(|()| target),
        }
    }
}

/// The page of ONNX Runtime.
fn page_of(index: &Url) -> Url {
    let mut url = index.clone();
    url.path_segments_mut().expect("http has paths").pop_if_empty().extend(["onnxruntime", ""]);
    url
}

/// The text of the page, and the address that links in it are relative to.
fn read_page(page: &Url) -> Result<(Url, String), SetupError> {
    let client = http::client(page, Redirects::Anywhere, TIMES).map_err(SetupError::Download)?;
    let mut retries = Retries::new(RETRIES, LONGEST_REST);
    loop {
        let request = client.get(page.clone()).header(ACCEPT, FORMS);
        let read = http::send(&client, request).and_then(|response| {
            let base = response.url().clone();
            let mut bytes = Vec::new();
            let read = response.take(LARGEST_PAGE + 1).read_to_end(&mut bytes);
            read.map_err(|error| HttpError::of_body(&error, page)).map(|_| (base, bytes))
        });
        match read {
            Ok((_, bytes)) if bytes.len() as u64 > LARGEST_PAGE => {
                return Err(SetupError::TooLarge { host: host(page), what: "its page", limit: LARGEST_PAGE });
            }
            Ok((base, bytes)) => return Ok((base, String::from_utf8_lossy(&bytes).into_owned())),
            Err(error) if retries.waited(&error) => {}
            Err(error) => return Err(SetupError::Download(error)),
        }
    }
}

/// The address of the file with a digest, on a page of either form.
fn address_in(page: &str, base: &Url, sha256: &str) -> Option<Url> {
    let link = if page.trim_start().starts_with('{') { link_in_json(page, sha256) } else { link_in_html(page, sha256) };
    let mut address = base.join(&link?).ok()?;
    address.set_fragment(None);
    matches!(address.scheme(), "http" | "https").then_some(address)
}

/// A page in JSON, as far as it matters here.
#[derive(Deserialize)]
struct Page {
    files: Vec<serde_json::Value>,
}

fn link_in_json(page: &str, sha256: &str) -> Option<String> {
    let page: Page = serde_json::from_str(page).ok()?;
    // One file in a form of its own does not spoil the others.
    let is_wanted = |file: &&serde_json::Value| {
        let digest = file.pointer("/hashes/sha256").and_then(serde_json::Value::as_str);
        digest.is_some_and(|digest| digest.eq_ignore_ascii_case(sha256))
    };
    page.files.iter().find(is_wanted)?.get("url")?.as_str().map(str::to_owned)
}

fn link_in_html(page: &str, sha256: &str) -> Option<String> {
    links(page).find(|link| {
        let digest = link.split_once('#').and_then(|(_, fragment)| fragment.strip_prefix("sha256="));
        digest.is_some_and(|digest| digest.eq_ignore_ascii_case(sha256))
    })
}

/// The values of `href` of the anchors of a page.
fn links(page: &str) -> impl Iterator<Item = String> {
    let tags = page.split('<').skip(1).filter(|tag| {
        let name = tag.split(|letter: char| letter.is_ascii_whitespace()).next();
        name.is_some_and(|name| name.eq_ignore_ascii_case("a"))
    });
    tags.filter_map(href).map(|value| value.trim().replace("&amp;", "&"))
}

/// The value of `href` in the text of a tag, in quotes of either kind.
fn href(tag: &str) -> Option<&str> {
    let lower = tag.to_ascii_lowercase();
    // Another attribute may end in the same letters: `data-href`.
    let mut names = lower.match_indices("href").map(|(at, _)| at);
    let at = names.find(|at| lower[..*at].ends_with(|letter: char| letter.is_ascii_whitespace()))?;
    let value = tag[at + "href".len()..].trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|letter| matches!(letter, '"' | '\''))?;
    value[1..].split_once(quote).map(|(value, _)| value)
}

/// The address with the user and password of the index, where it is of the same server.
fn with_credentials(mut address: Url, index: &Url) -> Url {
    if address.origin() == index.origin() && address.username().is_empty() {
        // Neither fails for an address that has a host.
        let _ = address.set_username(index.username());
        let _ = address.set_password(index.password());
    }
    address
}

fn download(address: &Url, target: &Path) -> Result<(), SetupError> {
    let client = http::client(address, Redirects::Anywhere, TIMES).map_err(SetupError::Download)?;
    let response = http::send(&client, client.get(address.clone())).map_err(SetupError::Download)?;
    let mut content = response.take(LARGEST_WHEEL + 1);
    let mut file = File::create(target).map_err(SetupError::unwritten(target))?;
    let mut piece = vec![0; 1 << 16];
    loop {
        let read = content.read(&mut piece);
        let length = read.map_err(|error| SetupError::Download(HttpError::of_body(&error, address)))?;
        if length == 0 {
            break;
        }
        file.write_all(&piece[..length]).map_err(SetupError::unwritten(target))?;
    }
    if content.limit() == 0 {
        return Err(SetupError::TooLarge { host: host(address), what: "the wheel", limit: LARGEST_WHEEL });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHA: &str = "fa688e7891a6aa206636fe7372e27ee75fd17713289f6b4fc7b190e0a7de9328";

    fn found(page: &str) -> Option<String> {
        let base = Url::parse("https://index.example/simple/onnxruntime/").unwrap();
        address_in(&page.replace("SHA", SHA), &base, SHA).map(|address| address.to_string())
    }

    #[test]
    fn the_file_with_the_digest_is_found_in_json() {
        let page = r#"{"meta": {"api-version": "1.0"}, "files": [
            {"filename": "other", "url": "https://f.example/other.whl", "hashes": {"sha256": "00"}},
            "odd", {"hashes": 5}, {"url": 7, "hashes": {}},
            {"filename": "b.whl", "url": "../../files/b.whl", "hashes": {"md5": "1", "sha256": "SHA"}}]}"#;
        assert_eq!(found(page).as_deref(), Some("https://index.example/files/b.whl"));
        let absolute = r#" {"files": [{"url": "https://f.example/b.whl#x", "hashes": {"sha256": "SHA"}}]}"#;
        assert_eq!(found(absolute).as_deref(), Some("https://f.example/b.whl"));
    }

    #[test]
    fn the_file_with_the_digest_is_found_in_html() {
        let page = "<!DOCTYPE html><html><body><abbr href=\"/no#sha256=SHA\"></abbr>\n\
                    <a>none</a><a href=broken>no</a><A data-href='1'\n HREF = 'b.whl?a=1&amp;b=2#sha256=SHA'>b.whl</A>";
        assert_eq!(found(page).as_deref(), Some("https://index.example/simple/onnxruntime/b.whl?a=1&b=2"));
        let upper = format!("<a href=\"/b.whl#sha256={}\">b</a>", SHA.to_uppercase());
        assert_eq!(found(&upper).as_deref(), Some("https://index.example/b.whl"));
    }

    #[test]
    fn nothing_is_found_in_pages_without_it_or_of_another_form() {
        let pages = [
            "",
            "{",
            "{\"files\": 3}",
            "[]",
            "{\"files\": [{\"hashes\": {\"sha256\": \"SHA\"}}]}",
            "{\"files\": [{\"url\": \"file:///etc/passwd\", \"hashes\": {\"sha256\": \"SHA\"}}]}",
            "<a href=\"b.whl#md5=SHA\">",
            "<a href=\"b.whl#sha256=SHA",
            "<a href=\"ftp://f.example/b.whl#sha256=SHA\">",
            "<a href",
            "not a page",
        ];
        for page in pages {
            assert_eq!(found(page), None, "{page}");
        }
    }

    #[test]
    fn a_password_goes_to_the_servers_own_files_alone() {
        let index = Url::parse("https://me:secret@index.example/simple").unwrap();
        assert_eq!(page_of(&index).as_str(), "https://me:secret@index.example/simple/onnxruntime/");
        for (address, expected) in [
            ("https://index.example/b.whl", "https://me:secret@index.example/b.whl"),
            ("https://files.example/b.whl", "https://files.example/b.whl"),
            ("http://index.example/b.whl", "http://index.example/b.whl"),
        ] {
            assert_eq!(with_credentials(Url::parse(address).unwrap(), &index).as_str(), expected);
        }
    }
}
