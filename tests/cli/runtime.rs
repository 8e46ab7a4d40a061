//! ONNX Runtime from the outside: how it is installed, where it is found, and what is said of a library that is broken.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::sandbox::{Run, Sandbox, runtime};
use crate::server::{Answer, Server, nobody};

/// The rows of `review doctor`; that a library is missing or broken is no failure.
fn doctor(sandbox: &Sandbox, arguments: &[&str]) -> String {
    let run = sandbox.review(&[&["doctor"], arguments].concat());
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    run.out
}

/// A folder where the program, in the sandbox's home, finds a library of a version.
fn data(sandbox: &Sandbox, version: &str) -> PathBuf {
    let folder = sandbox.beside("home/.data/review/runtime").join(version);
    fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn doctor_shows_the_version_the_devices_and_the_places() {
    let out = doctor(&Sandbox::new(), &[]);
    for part in ["ONNX Runtime   1.30.0", "cpu", "device", "as configured: found", "your models"] {
        assert!(out.contains(part), "{part} is missing in:\n{out}");
    }
}

#[test]
fn doctor_says_what_to_do_where_there_is_no_runtime() {
    let out = doctor(&Sandbox::new().without_runtime(), &[]);
    for part in ["is not installed", "`review setup` installs it", "beside the program: not there", "the system"] {
        assert!(out.contains(part), "{part} is missing in:\n{out}");
    }
}

#[test]
fn a_library_that_was_named_and_is_missing_is_not_replaced_by_another() {
    let sandbox = Sandbox::new();
    let out = doctor(&sandbox, &["--runtime", "none.so"]);
    assert!(out.contains("there is no ONNX Runtime at") && out.contains("--runtime"), "{out}");
    let run = Run::of(sandbox.program().arg("doctor").env("REVIEW_RUNTIME_LIBRARY", "/none.so").output().unwrap());
    assert!(run.out.contains("/none.so, which `[runtime] library` names"), "{}", run.out);
}

#[cfg(target_os = "linux")]
#[test]
fn every_kind_of_broken_library_is_told_and_none_ends_the_process() {
    let sandbox = Sandbox::new();
    let whole = fs::read(runtime()).unwrap();
    let mut processor = whole.clone();
    processor[18] ^= 1;
    let cases: [(&str, &[u8], &str); 6] = [
        ("text.so", b"not a library", "not a shared library"),
        ("empty.so", b"", "not a shared library"),
        ("half.so", &whole[..whole.len() / 2], "cut short"),
        ("almost.so", &whole[..whole.len() - 1], "cut short"),
        ("header.so", &whole[..64], "cut short"),
        ("processor.so", &processor, "built for another processor"),
    ];
    for (name, bytes, reason) in cases {
        fs::write(sandbox.beside(name), bytes).unwrap();
        let out = doctor(&sandbox, &["--runtime", &sandbox.beside(name).to_string_lossy()]);
        assert!(out.contains(reason), "{name}: {out}");
    }
}

#[cfg(unix)]
#[test]
fn a_broken_library_that_was_found_is_named_and_the_next_one_is_used() {
    let sandbox = Sandbox::new().without_runtime();
    let name = runtime().file_name().unwrap().to_owned();
    fs::write(data(&sandbox, "99.0.0").join(&name), "not a library").unwrap();
    std::os::unix::fs::symlink(runtime(), data(&sandbox, "1.30.0").join(&name)).unwrap();
    let out = doctor(&sandbox, &[]);
    assert!(out.contains("your data folder: broken:") && out.contains("99.0.0"), "{out}");
    assert!(out.contains("your data folder: found:") && out.contains("ONNX Runtime   1.30.0"), "{out}");
}

#[cfg(unix)]
#[test]
fn a_python_environment_counts_when_it_is_active_and_not_when_it_lies_in_the_repository() {
    let sandbox = Sandbox::new().without_runtime();
    let capi = sandbox.root().join(".venv/lib/python3.12/site-packages/onnxruntime/capi");
    fs::create_dir_all(&capi).unwrap();
    std::os::unix::fs::symlink(runtime(), capi.join(runtime().file_name().unwrap())).unwrap();
    assert!(doctor(&sandbox, &[]).contains("the Python environment: not there"));
    let active = sandbox.program().arg("doctor").env("VIRTUAL_ENV", sandbox.root().join(".venv")).output().unwrap();
    assert!(Run::of(active).out.contains("the Python environment: found"));
}

#[test]
fn setup_leaves_a_library_that_works_alone() {
    let sandbox = Sandbox::without_repository();
    let folder = runtime().parent().unwrap().to_string_lossy().into_owned();
    let run = sandbox.review(&["setup", "--to", &folder]);
    assert!(run.code == 0 && run.err.contains("is there already"), "{}", run.err);
    let quiet = sandbox.review(&["setup", "--quiet", "--to", &folder]);
    assert_eq!((quiet.code, quiet.out.as_str(), quiet.err.as_str()), (0, "", ""));
}

/// Runs `review setup`, without the machine's own configuration of pip, where it must fail, and holds that nothing is
/// left in the folder.
fn refused(sandbox: &Sandbox, change: impl FnOnce(&mut Command) -> &mut Command, part: &str) {
    let target = sandbox.beside("target");
    let mut command = sandbox.program();
    command.args(["setup", "--to"]).arg(&target).env("PIP_CONFIG_FILE", "/dev/null");
    change(&mut command);
    let run = Run::of(command.output().unwrap());
    assert!(run.code == 2 && run.err.contains(part) && run.err.contains("help:"), "{}", run.err);
    let left = target.read_dir().into_iter().flatten().flatten().map(|entry| entry.file_name());
    assert_eq!(left.filter(|name| name != ".lock").count(), 0);
}

#[test]
fn setup_refuses_what_it_cannot_do_and_leaves_nothing() {
    let sandbox = Sandbox::without_repository();
    sandbox.write("other.whl", "no wheel");
    refused(&sandbox, |command| command.args(["--wheel", "other.whl"]), "is not the wheel");
    refused(&sandbox, |command| command.args(["--wheel", "none.whl"]), "cannot be read");
    refused(&sandbox, |command| command.env("PATH", ""), "there is no Python 3");
    refused(&sandbox, |command| command.env("PIP_NO_INDEX", "1"), "pip could not fetch");
    sandbox.write("file", "");
    let run = sandbox.review(&["setup", "--to", "file/folder"]);
    assert!(run.code == 2 && run.err.contains("cannot be written"), "{}", run.err);
}

#[cfg(unix)]
#[test]
fn setup_says_that_pip_is_missing() {
    use std::os::unix::fs::PermissionsExt;
    let sandbox = Sandbox::without_repository();
    let script = "#!/bin/sh\n[ \"$3\" = pip ] || exit 0\necho 'python3: No module named pip' >&2\nexit 1\n";
    sandbox.write("bin/python3", script);
    let python = sandbox.root().join("bin/python3");
    fs::set_permissions(&python, fs::Permissions::from_mode(0o755)).unwrap();
    let folder = python.parent().map(Path::to_owned).unwrap();
    refused(&sandbox, |command| command.env("PATH", folder), "this Python has no pip");
}

#[test]
fn setup_runs_no_python_of_the_folder_it_is_called_in() {
    let sandbox = Sandbox::new();
    for name in ["pip.py", "venv.py", "zipfile.py", "sys.py"] {
        sandbox.write(name, "open('it_ran', 'w')\n");
    }
    refused(&sandbox, |command| command.env("PIP_NO_INDEX", "1").env("PYTHONPATH", sandbox.root()), "pip could");
    assert!(!sandbox.root().join("it_ran").exists());
}

/// An index that has nothing.
fn empty_index() -> Server {
    Server::start(vec![("/simple/onnxruntime/", vec![Answer::of("{\"files\": []}")])])
}

#[test]
fn setup_asks_the_index_that_pip_or_uv_is_configured_with_and_needs_no_python() {
    for name in ["PIP_INDEX_URL", "UV_DEFAULT_INDEX", "UV_INDEX_URL", "REVIEW_RUNTIME_INDEX"] {
        let (sandbox, server) = (Sandbox::without_repository(), empty_index());
        let index = format!("{}/simple", server.url());
        refused(&sandbox, |command| command.env("PATH", "").env(name, index), "has no wheel of ONNX Runtime");
        assert_eq!(server.asked("/simple/onnxruntime/").len(), 1, "{name}");
    }
}

#[cfg(unix)]
#[test]
fn setup_asks_the_index_of_pips_configuration_files() {
    let sections =
        ["[global]\nindex-url = URL\n", "[global]\nindex-url = http://127.0.0.1:1\n[install]\nindex-url: URL"];
    for (path, text) in ["home/.config/pip/pip.conf", "home/.pip/pip.conf"].into_iter().zip(sections) {
        let (sandbox, server) = (Sandbox::without_repository(), empty_index());
        let file = sandbox.beside(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text.replace("URL", &format!("{}/simple/", server.url()))).unwrap();
        refused(
            &sandbox,
            |command| command.env_remove("PIP_CONFIG_FILE").env("PATH", ""),
            "has no wheel of ONNX Runtime",
        );
        assert_eq!(server.asked("/simple/onnxruntime/").len(), 1, "{path}");
        refused(&sandbox, |command| command.env("PATH", ""), "no package index is configured");
    }
}

#[test]
fn an_index_that_is_named_comes_before_those_that_are_configured() {
    let (sandbox, server) = (Sandbox::without_repository(), empty_index());
    let index = format!("{}/simple", server.url());
    sandbox.configure("[runtime]\nindex = \"ftp://index.example\"\n");
    refused(&sandbox, |command| command.env("PIP_INDEX_URL", nobody()), "set by `[runtime] index` is unusable");
    refused(
        &sandbox,
        |command| command.env("PIP_INDEX_URL", nobody()).args(["--index", &index]),
        "has no wheel of ONNX Runtime",
    );
    assert_eq!(server.asked("/simple/onnxruntime/").len(), 1);
    refused(&sandbox, |command| command.args(["--index", &nobody()]), "could not fetch ONNX Runtime 1.30.0");
}

#[test]
fn setup_installs_nothing_whose_digest_is_another_and_tells_who_sent_it() {
    let sandbox = Sandbox::without_repository();
    let digest = pinned(&sandbox);
    let page = format!("<a href=\"/own.whl#sha256={digest}\">own.whl</a>");
    let server = Server::start(vec![
        ("/simple/onnxruntime/", vec![Answer::of(page)]),
        ("/own.whl", vec![Answer::of("another file")]),
    ]);
    let index = format!("{}/simple", server.url());
    let host = server.url().replace("http://", "");
    refused(&sandbox, |command| command.args(["--index", &index]), &format!("the file from {host} is not the wheel"));
}

/// The digest of the wheel for this machine, which the program names where an index does not have it.
fn pinned(sandbox: &Sandbox) -> String {
    let index = format!("{}/simple", empty_index().url());
    let run = sandbox.review(&["setup", "--index", &index, "--to", &sandbox.beside("none").to_string_lossy()]);
    let digits = run.err.split(|letter: char| !letter.is_ascii_hexdigit()).find(|word| word.len() == 64);
    digits.unwrap_or_else(|| panic!("{}", run.err)).to_owned()
}
