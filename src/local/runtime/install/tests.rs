//! Installing from a package index on this machine, with a wheel of the tests' own that holds the real library.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::{ExtendedFileOptions, FileOptions};

use super::*;

#[allow(dead_code)] // what the tests of the program need
#[path = "../../../../tests/cli/server.rs"]
mod server;

use server::{Answer, Server};

const PAGE: &str = "/simple/onnxruntime/";
const FILE: &str = "/files/own.whl";

/// A wheel with the library of ONNX Runtime that the tests use, and its row of the table.
fn wheel() -> (Vec<u8>, Wheel) {
    let library = super::super::tests::runtime().library().to_owned();
    let name = library.file_name().unwrap().to_str().unwrap().to_owned();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = FileOptions::<ExtendedFileOptions>::default().compression_method(zip::CompressionMethod::Stored);
    for (path, content) in
        [("../escaped".to_owned(), b"x".to_vec()), (format!("onnxruntime/capi/{name}"), fs::read(&library).unwrap())]
    {
        writer.start_file(path, options.clone()).unwrap();
        writer.write_all(&content).unwrap();
    }
    let bytes = writer.finish().unwrap().into_inner();
    let sha256 = sha256_of(&bytes[..]).unwrap().leak();
    let wheel = Wheel { system: (env::consts::OS, env::consts::ARCH), platform: "any", sha256, library: name.leak() };
    (bytes, wheel)
}

fn json(wheel: &Wheel) -> Answer {
    let hashes = serde_json::json!({"sha256": wheel.sha256});
    let files = serde_json::json!([{"filename": "own.whl", "url": FILE, "hashes": hashes}]);
    Answer::of(serde_json::json!({"meta": {"api-version": "1.0"}, "files": files}).to_string())
}

fn html(wheel: &Wheel) -> Answer {
    Answer::of(format!("<!DOCTYPE html><body><a href=\"../..{FILE}#sha256={}\">own.whl</a></body>", wheel.sha256))
}

/// Installs from an index that gives these answers for its page and its file.
fn installed(wheel: &Wheel, page: Answer, file: Vec<Answer>) -> (tempfile::TempDir, Result<Installed, SetupError>) {
    let server = Server::start(vec![(PAGE, vec![page]), (FILE, file)]);
    let folder = tempfile::tempdir().unwrap();
    let address = format!("{}/simple", server.url());
    let source = Source::Index { address: &address, set_by: "the test" };
    let done = install_wheel(wheel, folder.path(), source, &|_| ());
    (folder, done)
}

fn files_in(folder: &Path) -> Vec<String> {
    let names = folder.read_dir().unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = names.collect();
    names.sort();
    names
}

#[test]
fn every_wheel_is_pinned_by_a_digest_and_names_a_library_of_the_version() {
    for wheel in &WHEELS {
        assert_eq!(wheel.sha256.len(), 64, "{}", wheel.platform);
        assert!(wheel.library.contains(VERSION) || wheel.library.ends_with(".dll"), "{}", wheel.library);
    }
}

#[test]
fn a_wheel_with_another_digest_is_refused_and_nothing_is_installed() {
    let folder = tempfile::tempdir().unwrap();
    let (wheel, target) = (folder.path().join("a.whl"), folder.path().join("runtime"));
    fs::write(&wheel, "no wheel").unwrap();
    let error = install(&target, Source::Wheel(&wheel), &|_| ()).unwrap_err();
    assert!(matches!(error, SetupError::Digest { .. }), "{error}");
    assert_eq!(files_in(&target), [".lock"]);
}

#[test]
fn the_library_is_installed_from_an_index_in_either_form_and_from_a_file() {
    let (bytes, wheel) = wheel();
    for page in [json(&wheel), html(&wheel)] {
        let (folder, done) = installed(&wheel, page, vec![Answer::of(bytes.clone())]);
        let target = folder.path().canonicalize().unwrap().join(wheel.library);
        assert_eq!(done.unwrap(), Installed::Now(target));
        assert_eq!(files_in(folder.path()), [".lock", wheel.library]);
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("own.whl");
    fs::write(&path, &bytes).unwrap();
    let target = folder.path().join("target");
    let done = install_wheel(&wheel, &target, Source::Wheel(&path), &|_| ()).unwrap();
    assert!(matches!(done, Installed::Now(_)));
    let again = install_wheel(&wheel, &target, Source::Wheel(Path::new("none.whl")), &|_| ()).unwrap();
    assert!(matches!(again, Installed::Already(_)));
}

#[test]
fn a_download_that_breaks_off_is_tried_again() {
    let (bytes, wheel) = wheel();
    let answers = vec![Answer::of(bytes.clone()).cut_after(5000), Answer::of(bytes)];
    let (folder, done) = installed(&wheel, json(&wheel), answers);
    assert!(matches!(done, Ok(Installed::Now(_))), "{done:?}");
    assert_eq!(files_in(folder.path()), [".lock", wheel.library]);
}

#[test]
fn what_the_index_gets_wrong_is_refused_and_nothing_is_installed() {
    let (bytes, wheel) = wheel();
    let other = Wheel { sha256: "00", ..self::wheel().1 };
    let cut = bytes[..bytes.len() - 1].to_vec();
    let cases = [
        (json(&wheel), Answer::of("another file"), "its SHA-256 is"),
        (json(&wheel), Answer::of(cut), "its SHA-256 is"),
        (html(&wheel), Answer::status(404, "gone"), "answered 404"),
        (json(&other), Answer::of(bytes.clone()), "has no wheel"),
        (Answer::of("{\"files\": []}"), Answer::of(bytes.clone()), "has no wheel"),
        (Answer::of("<p>not an index</p>"), Answer::of(bytes.clone()), "has no wheel"),
        (Answer::status(404, ""), Answer::of(bytes.clone()), "answered 404"),
        (Answer::endless(), Answer::of(bytes), "sent more than"),
    ];
    for (page, file, part) in cases {
        let (folder, done) = installed(&wheel, page, vec![file]);
        let error = done.unwrap_err().to_string();
        assert!(error.contains(part), "{part} is missing in: {error}");
        assert_eq!(files_in(folder.path()), [".lock"]);
    }
}
