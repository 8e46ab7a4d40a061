//! The locations where ONNX Runtime is searched for, in order: one table, for the search and for `review doctor`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What the search depends on, so that tests can say what is around.
#[derive(Debug, Clone, Default)]
pub struct Surroundings {
    /// The program's own file.
    pub executable: Option<PathBuf>,
    /// The user's data folder of this program.
    pub data: Option<PathBuf>,
    /// The variables that name environments, by name.
    pub variables: BTreeMap<&'static str, PathBuf>,
}

/// The variables that name the Python environment that is active.
const ENVIRONMENTS: [&str; 2] = ["VIRTUAL_ENV", "CONDA_PREFIX"];
/// The variable that names the library, as for other programs.
pub(super) const DYLIB_VARIABLE: &str = "ORT_DYLIB_PATH";

impl Surroundings {
    /// What is around this process.
    pub fn of_process() -> Self {
        let names = ENVIRONMENTS.into_iter().chain([DYLIB_VARIABLE]);
        let set = |name| std::env::var_os(name).filter(|value| !value.is_empty());
        Self {
            executable: std::env::current_exe().ok(),
            data: crate::state::data(),
            variables: names.filter_map(|name| Some((name, PathBuf::from(set(name)?)))).collect(),
        }
    }
}

/// A location that is searched.
pub struct Location {
    /// What people call it.
    pub name: &'static str,
    /// The folders that may hold the library.
    folders: fn(&Surroundings) -> Vec<PathBuf>,
}

/// Every location but the library that the user named, which comes before them. None lies in the repository under
/// review: a `.venv` there counts only when the user activated it.
pub const LOCATIONS: [Location; 4] = [
    Location { name: "beside the program", folders: beside },
    Location { name: "the Python environment", folders: python },
    Location { name: "your data folder", folders: installed },
    Location { name: "the system", folders: system },
];

/// The name of the location that the user named.
pub const CONFIGURED: &str = "as configured";

impl Location {
    /// The folders that are there, and the libraries in them.
    pub(super) fn libraries(&self, surroundings: &Surroundings) -> Vec<PathBuf> {
        (self.folders)(surroundings).iter().flat_map(|folder| libraries_in(folder)).collect()
    }
}

fn beside(around: &Surroundings) -> Vec<PathBuf> {
    around.executable.iter().filter_map(|file| Some(file.parent()?.to_owned())).collect()
}

/// The environment that the program is installed in (`PREFIX/bin/review`), and those that are active.
fn python(around: &Surroundings) -> Vec<PathBuf> {
    let own = around.executable.as_deref().and_then(Path::parent).and_then(Path::parent);
    let active = ENVIRONMENTS.iter().filter_map(|name| around.variables.get(name));
    let prefixes = own.into_iter().chain(active.map(PathBuf::as_path));
    prefixes.flat_map(site_packages).map(|folder| folder.join("onnxruntime").join("capi")).collect()
}

fn site_packages(prefix: &Path) -> Vec<PathBuf> {
    if cfg!(windows) {
        return vec![prefix.join("Lib").join("site-packages")];
    }
    let named = |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("python3"));
    entries(&prefix.join("lib")).into_iter().filter(named).map(|folder| folder.join("site-packages")).collect()
}

/// Where `review setup` puts it, the latest version first.
fn installed(around: &Surroundings) -> Vec<PathBuf> {
    let Some(data) = &around.data else { return Vec::new() };
    let mut folders = entries(&data.join("runtime"));
    folders.sort_by_key(|folder| std::cmp::Reverse(version(folder)));
    folders
}

/// Windows keeps an old version of its own among its libraries, so there the system is not asked.
fn system(_: &Surroundings) -> Vec<PathBuf> {
    let folders: &[&str] = if cfg!(target_os = "macos") {
        &["/opt/homebrew/lib", "/usr/local/lib"]
    } else if cfg!(target_arch = "aarch64") && cfg!(unix) {
        &["/usr/local/lib", "/usr/lib", "/usr/lib64", "/usr/lib/aarch64-linux-gnu"]
    } else if cfg!(unix) {
        &["/usr/local/lib", "/usr/lib", "/usr/lib64", "/usr/lib/x86_64-linux-gnu"]
    } else {
        &[]
    };
    folders.iter().map(PathBuf::from).collect()
}

/// The libraries of ONNX Runtime in a folder, the latest version first.
pub(super) fn libraries_in(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<_> = entries(folder).into_iter().filter(|path| is_library(path) && path.is_file()).collect();
    found.sort_by_key(|path| std::cmp::Reverse(version(path)));
    found
}

/// Whether a file has the name of the library on this platform.
fn is_library(path: &Path) -> bool {
    let Some(name) = path.file_name().and_then(|name| name.to_str()) else { return false };
    let middle = if cfg!(windows) {
        return name.eq_ignore_ascii_case("onnxruntime.dll");
    } else if cfg!(target_os = "macos") {
        name.strip_prefix("libonnxruntime").and_then(|rest| rest.strip_suffix(".dylib"))
    } else {
        name.strip_prefix("libonnxruntime.so")
    };
    middle.is_some_and(|version| version.is_empty() || version.starts_with('.'))
}

/// The numbers of a file's name, for putting versions in order.
fn version(path: &Path) -> Vec<u64> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse().ok()).collect()
}

/// The entries of a folder, by name; none where there is no folder.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<_> = folder.read_dir().into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// The name of the library of a version on this platform.
    pub fn file_name(version: &str) -> String {
        if cfg!(windows) {
            "onnxruntime.dll".into()
        } else if cfg!(target_os = "macos") {
            format!("libonnxruntime.{version}.dylib")
        } else {
            format!("libonnxruntime.so.{version}")
        }
    }

    fn put(path: PathBuf) -> PathBuf {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, "").unwrap();
        path
    }

    fn capi(prefix: &Path) -> PathBuf {
        let lib = if cfg!(windows) { prefix.join("Lib") } else { prefix.join("lib").join("python3.12") };
        lib.join("site-packages").join("onnxruntime").join("capi")
    }

    fn found(around: &Surroundings) -> Vec<(&'static str, PathBuf)> {
        let own = LOCATIONS.iter().filter(|place| place.name != "the system");
        own.flat_map(|place| place.libraries(around).into_iter().map(|path| (place.name, path))).collect()
    }

    #[test]
    fn places_are_searched_in_their_order() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let around = Surroundings {
            executable: Some(root.join("prefix").join("bin").join("review")),
            data: Some(root.join("data")),
            variables: BTreeMap::from([("VIRTUAL_ENV", root.join("venv"))]),
        };
        assert_eq!(found(&around), []);
        let name = file_name("1.30.0");
        let expected = [
            ("beside the program", put(root.join("prefix").join("bin").join(&name))),
            ("the Python environment", put(capi(&root.join("prefix")).join(&name))),
            ("the Python environment", put(capi(&root.join("venv")).join(&name))),
            ("your data folder", put(root.join("data").join("runtime").join("1.30.0").join(&name))),
        ];
        assert_eq!(found(&around), expected);
    }

    #[test]
    fn the_latest_version_comes_first_by_number() {
        let folder = tempfile::tempdir().unwrap();
        let around = Surroundings { data: Some(folder.path().to_owned()), ..Surroundings::default() };
        for version in ["1.9.0", "1.30.0"] {
            put(folder.path().join("runtime").join(version).join(file_name(version)));
        }
        let paths: Vec<_> = found(&around).into_iter().map(|(_, path)| path).collect();
        assert!(paths.len() == 2 && paths[0].to_string_lossy().contains("1.30.0"), "{paths:?}");
    }

    #[test]
    fn libraries_that_only_share_the_start_of_the_name_are_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["libonnxruntime_providers_shared.so", "libonnxruntime_providers_shared.dylib", "onnxruntime.txt"] {
            put(folder.path().join(name));
        }
        assert_eq!(libraries_in(folder.path()), Vec::<PathBuf>::new());
    }
}
